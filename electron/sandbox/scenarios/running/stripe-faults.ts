import type { Context, Next } from "hono";
import { newId } from "../../stripe/ids.ts";
import type { Leaving, StripeFaults } from "../../stripe/faults.ts";
import { randomOf, shuffledBy } from "../chance.ts";
import type { AttemptFault, DeliveryFault, RuleOf, StripeAnswer } from "../scenario.ts";
import type { RunningRules } from "./running-rules.ts";
import type { LabTime } from "./lab-time.ts";

/** In a request of somebody who is no shop, a customer's browser or a person in the dashboard: no fault hits it. */
export const BESIDE_THE_SHOP = { "sandbox-actor": "customer" } as const;

/** What the running scenarios do to Stripe: to its API, its events and its webhooks. */
export function stripeFaultsOf(rules: RunningRules, time: LabTime): StripeFaults {
  return {
    api: (context, next) => answerFaultily(rules, time, context, next),
    makes: (type) => rules.hitting("event", ({ types }) => types.test(type)).length === 0,
    sends: (type) => sendsOf(rules, time, type),
    leaves(payload, honest) {
      const { type } = JSON.parse(payload) as { readonly type: string };
      const hitting = rules.hitting("attempt", ({ types }) => types.test(type));
      return hitting.reduce((leaving, { rule }) => spoilt(leaving, rule.does), honest);
    },
  };
}

async function answerFaultily(
  rules: RunningRules,
  time: LabTime,
  context: Context,
  next: Next,
): Promise<Response | undefined> {
  const { method, path } = context.req;
  if (context.req.header("sandbox-actor") !== undefined) return next().then(() => undefined);
  const faults = rules.hitting("stripe_request", (rule) => fits(rule, method, path)).map(({ rule }) => rule.does);
  for (const fault of faults) if (fault.kind === "slow") await time.wait(fault.ms);
  const instead = faults.find((fault) => fault.kind === "answer");
  if (!instead || instead.carriedOut) await next();
  if (instead) context.res = responseOf(instead.answer);
  const offMs = faults.reduce((sum, fault) => sum + (fault.kind === "clock" ? fault.offMs : 0), 0);
  if (offMs !== 0) context.res.headers.set("date", new Date(time.now() + offMs).toUTCString());
  return undefined;
}

const fits = (rule: RuleOf<"stripe_request">, method: string, path: string): boolean =>
  (rule.methods?.includes(method) ?? true) && rule.path.test(path);

function responseOf({ status, error, headers }: StripeAnswer): Response {
  const all = { "content-type": "application/json", "request-id": newId("request"), ...headers };
  return new Response(`${JSON.stringify({ error }, null, 2)}\n`, { status, headers: all });
}

function sendsOf(rules: RunningRules, time: LabTime, type: string): number[] {
  let sends = [0];
  for (const running of rules.of("delivery")) {
    if (!running.rule.types.test(type)) continue;
    const turn = rules.metBefore(running);
    if (!rules.hits(running)) continue;
    const turnOf = (block: number, among: number) =>
      shuffledBy(
        rules.randomFor(running, "turns", block),
        Array.from({ length: among }, (_, place) => place),
      );
    sends = misled(sends, running.rule.does, { turn, turnOf, scaled: time.scaled });
  }
  return sends;
}

interface Turns {
  /** How many were sent before this one. */
  readonly turn: number;
  /** Who goes in whose turn among so many. */
  readonly turnOf: (block: number, among: number) => number[];
  readonly scaled: (ms: number) => number;
}

function misled(sends: readonly number[], fault: DeliveryFault, { turn, turnOf, scaled }: Turns): number[] {
  switch (fault.kind) {
    case "lost":
      return [];
    case "delayed":
      return sends.map((at) => at + scaled(fault.ms));
    case "again":
      return sends.flatMap((at) =>
        Array.from({ length: fault.copies + 1 }, (_, copy) => at + copy * scaled(fault.everyMs)),
      );
    case "reordered": {
      const place = turnOf(Math.floor(turn / fault.among), fault.among)[turn % fault.among]!;
      return sends.map((at) => at + place * scaled(fault.everyMs));
    }
  }
}

function spoilt(leaving: Leaving, fault: AttemptFault): Leaving {
  switch (fault.kind) {
    case "other_secret":
      return { ...leaving, secret: otherSecret(leaving.secret) };
    case "written_anew":
      return { ...leaving, payload: JSON.stringify(JSON.parse(leaving.payload)) };
    case "other_path": {
      const url = new URL(leaving.url);
      url.pathname += fault.ending;
      return { ...leaving, url: url.href };
    }
    case "signed_at":
      return { ...leaving, signedAt: leaving.signedAt + fault.offMs };
  }
}

const otherSecret = (secret: string): string => {
  const random = randomOf("another secret", secret);
  return `whsec_${Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join("")}`;
};

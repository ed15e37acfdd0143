import type { TriggerFixture } from "../../../../shared/contract/event-triggers.ts";
import { err, ok, type Result } from "../../../../shared/kernel/result.ts";
import { recordAct } from "../../audit/audit.ts";
import type { Deps } from "../../deps.ts";
import { asLoopback } from "../../forward/cli-command.ts";
import { findOrder } from "../../orders/order-repository.ts";
import type { EngineOptions } from "../../ports.ts";
import { withoutKeys } from "../../stripe/stripe-fault.ts";
import { FIXTURES } from "./fixtures.ts";
import { type CliRun, runCli } from "./run-cli.ts";

export interface TriggerRefused {
  readonly code:
    | "TRIGGER_LIVE"
    | "TRIGGER_UNKNOWN"
    | "TRIGGER_NO_CLI"
    | "TRIGGER_FAILED"
    | "TRIGGER_OVERRIDE_UNREADABLE"
    | "ORDER_NOT_FOUND"
    | "STRIPE_NOT_CONFIGURED";
  readonly says: string;
}

export interface TriggerAsked {
  readonly fixture: string;
  /** The order that the event is made to belong to. */
  readonly orderId: string | null;
  /** `resource:field=value`, over what the fixture has. */
  readonly overrides: readonly string[];
  readonly operator: string;
}

/** What can be triggered. */
export const listFixtures = (): TriggerFixture[] =>
  Object.entries(FIXTURES).map(([name, { does, bind }]) => ({ name, does, binds: bind !== null }));

/** Why nothing can be triggered here; null where it can. */
export function whyNoTrigger({ env, stripe, forward }: EngineOptions): TriggerRefused | null {
  if (env === "live" || /^[sr]k_live_/.test(stripe.secretKey ?? ""))
    return { code: "TRIGGER_LIVE", says: "Test events are not triggered in live: there they would be real." };
  if (!stripe.secretKey)
    return {
      code: "STRIPE_NOT_CONFIGURED",
      says: "No Stripe key is set. Set WAYBILL_STRIPE_SECRET_KEY, then start again.",
    };
  if (forward?.cli) return null;
  const says =
    "No Stripe CLI was found: neither Waybill's own, nor one on the PATH. Install it, then start Waybill again.";
  return { code: "TRIGGER_NO_CLI", says };
}

/**
 * Lets Stripe's CLI do what leads to an event, with test keys only. The events that come of it arrive like any other; they are
 * made an order's own where one is named. The audit is written before anything is asked of Stripe.
 */
export async function triggerEvent(deps: Deps, asked: TriggerAsked): Promise<Result<string, TriggerRefused>> {
  const { options, db } = deps;
  const refused = whyNoTrigger(options);
  if (refused) return err(refused);
  const args = await argsOf(deps, asked);
  if (!args.ok) return args;
  const { fixture, orderId, operator } = asked;
  const act = { at: options.now(), actor: operator, act: "trigger_event", subject: orderId ?? "events", reason: null };
  await recordAct(db, { ...act, before: null, after: { fixture } });
  const run = await runCli(options.forward!, options.forward!.cli!.path, args.value, options.stripe.secretKey!);
  if (run.code !== 0) return err({ code: "TRIGGER_FAILED", says: whyFailed(run) });
  return ok(
    `Stripe did what leads to ${fixture}${orderId ? ` for ${orderId}` : ""}. Its events arrive like any other.`,
  );
}

async function argsOf({ db, options }: Deps, asked: TriggerAsked): Promise<Result<string[], TriggerRefused>> {
  const { fixture: name, orderId, overrides } = asked;
  const fixture = Object.hasOwn(FIXTURES, name) ? FIXTURES[name] : undefined;
  if (!fixture) return err({ code: "TRIGGER_UNKNOWN", says: `There is no test event ${name}.` });
  const unreadable = overrides.find((each) => !isOverride(each));
  if (unreadable !== undefined) {
    const says = `${unreadable} is no override. Write resource:field=value, such as checkout_session:metadata.note=hello.`;
    return err({ code: "TRIGGER_OVERRIDE_UNREADABLE", says });
  }
  const order = orderId === null ? null : await findOrder(db, orderId);
  if (order === undefined) return err({ code: "ORDER_NOT_FOUND", says: `There is no order ${orderId}.` });
  if (order && !fixture.bind)
    return err({ code: "TRIGGER_UNKNOWN", says: `${name} can't be made an order's own: nothing of it names one.` });
  const { apiBase } = options.stripe;
  return ok([
    "trigger",
    name,
    ...(order && fixture.bind ? fixture.bind(order) : []),
    ...overrides.flatMap((each) => ["--override", each]),
    ...(apiBase === null ? [] : ["--api-base", asLoopback(apiBase)]),
  ]);
}

/** A value with `${` would have the CLI look into its environment, where the key is. */
const isOverride = (text: string): boolean => /^[a-z_]+:[\w.[\]]+=[^\n\r]*$/.test(text) && !text.includes("${");

function whyFailed({ said, signal, refused }: CliRun): string {
  if (refused) return "The system does not run the Stripe CLI. Install it anew.";
  if (signal) return "The Stripe CLI did not end in time. What it had done at Stripe stays there.";
  const message = /"message": "((?:[^"\\]|\\.)*)"/.exec(said)?.[1];
  const told = message ?? /(?:Trigger failed: |msg=")(.*)/.exec(said)?.[1] ?? "it gave no reason";
  return `Stripe's CLI stopped half-way: ${withoutKeys(told).slice(0, 300)}`;
}

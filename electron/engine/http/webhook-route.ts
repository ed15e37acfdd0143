import type { Context } from "hono";
import { diagnose } from "../events/diagnose.ts";
import type { RecordArrival } from "../events/group-commit.ts";
import type { Arrival, Rejected, Verdict } from "../events/journal.ts";
import { judgeArrival, type Refusal } from "../events/judge-arrival.ts";
import { refusalLimit, type TakeRefusal } from "../events/refusal-limit.ts";
import { loadVerifier, type VerifyHeader } from "../events/verify-signature.ts";
import { type Known, knownOf, ownSecrets } from "../events/webhook-secrets.ts";
import { heartbeatIn } from "../forward/heartbeat-event.ts";
import type { Clock, EngineOptions, Log } from "../ports.ts";
import type { SigningSecrets } from "../secrets/signing-secrets.ts";
import { type IncomingHeaders, incomingHeaders } from "./incoming-headers.ts";
import { readBody } from "./read-body.ts";
import { refuse } from "./refuse.ts";
import { remoteAddressOf } from "./remote-address.ts";

export const WEBHOOK_BODY_CAP = 2 * 1024 * 1024;

export interface WebhookParts {
  readonly record: RecordArrival;
  readonly verifier: () => Promise<VerifyHeader>;
  /** This environment's own, and what a refused request is diagnosed by. */
  readonly secrets: () => readonly string[];
  readonly known: () => Known;
  /** Whether a secret is one that the forward's CLI showed: what it signed came through that tunnel. */
  readonly isForwards: (secret: string) => boolean;
  readonly noteHeartbeat: (mark: string, source: Arrival["source"]) => void;
  readonly livemode: boolean;
  readonly takeRefusal: TakeRefusal;
  readonly now: Clock;
  readonly log: Log;
}

/** What the webhook route works with. */
export function webhookParts(
  options: EngineOptions,
  learned: SigningSecrets,
  { record, noteHeartbeat }: Pick<WebhookParts, "record" | "noteHeartbeat">,
): WebhookParts {
  const { env, now, log } = options;
  const secrets = () => ownSecrets(options, learned);
  const known = () => knownOf(options, learned);
  const isForwards = (secret: string) =>
    learned.current().some((kept) => kept.origin.kind === "forward" && kept.secret === secret);
  const livemode = env === "live";
  return {
    record,
    noteHeartbeat,
    isForwards,
    verifier: loadVerifier,
    secrets,
    known,
    livemode,
    takeRefusal: refusalLimit(),
    now,
    log,
  };
}

/**
 * A request to no address of ours. One that carries a Stripe signature, or asks for something called webhook, was pointed
 * wrongly (doubled path, typing error), so it is journaled: otherwise nobody could say why events never arrived.
 */
export async function takeStray(c: Context, parts: WebhookParts): Promise<Response> {
  const notFound = {
    status: 404,
    error: "Not found",
    code: "ROUTE_NOT_FOUND",
    says: "There is nothing at this address.",
  } as const;
  if (c.req.method !== "POST" || !isLikelyWebhook(c)) return refuse(c, notFound);
  const receivedAt = parts.now();
  const headers = incomingHeaders(c);
  const body = await readBody(c.req.raw, WEBHOOK_BODY_CAP, headers["content-length"] ?? null);
  const says = `A webhook came to ${c.req.path.slice(0, 200)}. The endpoint's address ends with /api/stripe/webhook.`;
  const arrival = arrivalOf(c, receivedAt, headers, body);
  await persist(parts, arrival, rejected(parts, arrival, { status: 404, code: "WEBHOOK_PATH_WRONG", says }));
  return refuse(c, { ...notFound, code: "WEBHOOK_PATH_WRONG", says });
}

const isLikelyWebhook = (c: Context): boolean =>
  c.req.header("stripe-signature") !== undefined || /webhook/i.test(c.req.path);

/** Takes one webhook request: decides, makes it durable, answers; the work it asks for is done afterwards, by its job. */
export async function takeWebhook(c: Context, parts: WebhookParts): Promise<Response> {
  const receivedAt = parts.now();
  const headers = incomingHeaders(c);
  const body = await readBody(c.req.raw, WEBHOOK_BODY_CAP, headers["content-length"] ?? null);
  const arrival = arrivalOf(c, receivedAt, headers, body);
  const judged = body.ok ? await judge(arrival, parts) : bodyRefused(body.error.code);
  const verdict = judged.kind === "refused" ? rejected(parts, arrival, judged) : judged;
  const source = judged.kind === "refused" ? arrival.source : judged.source;
  const beat = judged.kind === "refused" ? null : heartbeatIn(judged.event, judged.payload);
  if (beat !== null) {
    parts.noteHeartbeat(beat, source); // no event of the shop's: nothing is lost where it is
    return c.json({ received: true });
  }
  if (!(await persist(parts, { ...arrival, source }, verdict))) return notDurable(c);
  return judged.kind === "refused" ? answerRefusal(c, judged) : c.json({ received: true });
}

const arrivalOf = (
  c: Context,
  receivedAt: number,
  headers: IncomingHeaders,
  body: Awaited<ReturnType<typeof readBody>>,
): Arrival => ({
  receivedAt,
  source: "endpoint",
  method: c.req.method,
  path: c.req.path.slice(0, 2_048),
  remoteAddress: remoteAddressOf(c),
  headers,
  body: body.ok ? body.value : body.error.head,
  bodyBytes: body.ok ? body.value.byteLength : body.error.bytes,
});

async function persist(parts: WebhookParts, arrival: Arrival, verdict: Verdict): Promise<boolean> {
  try {
    await parts.record(arrival, verdict);
    return true;
  } catch (cause) {
    parts.log.error({ err: cause }, "A webhook could not be made durable; Stripe is told to send it again");
    return false;
  }
}

type Taken = (Extract<Verdict, { kind: "event" }> & Pick<Arrival, "source">) | ({ readonly kind: "refused" } & Refusal);

/** The refusal as it is kept: with its diagnosis, as long as not too many come at once. */
function rejected(parts: WebhookParts, arrival: Arrival, { status, code, says }: Refusal): Rejected {
  const plain = { kind: "rejected", status, code, says } as const;
  if (parts.takeRefusal(arrival.receivedAt) === "counted") return { ...plain, diagnosis: null, counted: true };
  const diagnosis = diagnose(arrival, { code, says }, parts.known());
  return { ...plain, says: diagnosis.says, diagnosis, counted: false };
}

async function judge(arrival: Arrival, parts: WebhookParts): Promise<Taken> {
  const { livemode } = parts;
  const judged = judgeArrival(arrival, { secrets: parts.secrets(), verify: await parts.verifier(), livemode });
  if (judged.kind === "refused") return judged;
  const { odd, signedBy, ...taken } = judged;
  const source = parts.isForwards(signedBy) ? "forward" : arrival.source;
  return { ...taken, source, diagnosis: odd && diagnose(arrival, odd, parts.known()) };
}

const bodyRefused = (code: "BODY_TOO_LARGE" | "BODY_TRUNCATED"): Taken =>
  code === "BODY_TOO_LARGE"
    ? { kind: "refused", status: 413, code, says: "The body is larger than 2 MiB; Stripe's events are not." }
    : { kind: "refused", status: 400, code, says: "The connection ended before the whole body had arrived." };

const answerRefusal = (c: Context, { status, code, says }: Refusal): Response =>
  refuse(c, { status, error: shortText(code), code, says });

function shortText(code: string): string {
  if (code === "SIGNATURE_MISSING") return "Missing stripe-signature header";
  if (code === "BODY_TOO_LARGE") return "Payload too large";
  return code.startsWith("BODY_") ? "Invalid payload" : "Invalid signature";
}

const notDurable = (c: Context): Response => {
  c.header("Retry-After", "5");
  const says = "The event could not be written, so it was not taken. Stripe sends it again.";
  return refuse(c, { status: 503, error: "Not durable", code: "NOT_DURABLE", says });
};

import type { Context } from "hono";
import type { RecordArrival } from "../events/group-commit.ts";
import type { Arrival, Verdict } from "../events/journal.ts";
import { readEvent } from "../events/read-event.ts";
import { type VerifyHeader, verifySignature } from "../events/verify-signature.ts";
import type { Clock, Log } from "../ports.ts";
import { readBody } from "./read-body.ts";
import { refuse } from "./refuse.ts";
import { remoteAddressOf } from "./remote-address.ts";

export const WEBHOOK_BODY_CAP = 2 * 1024 * 1024;

export interface WebhookParts {
  readonly record: RecordArrival;
  readonly verifier: () => Promise<VerifyHeader>;
  readonly secrets: () => readonly string[];
  readonly livemode: boolean;
  readonly now: Clock;
  readonly log: Log;
}

/**
 * A request to no address of ours. One that carries a Stripe signature is a webhook that was pointed wrongly (doubled path,
 * typing error), so it is journaled: otherwise nobody could say why events never arrived.
 */
export async function takeStray(c: Context, parts: WebhookParts): Promise<Response> {
  const notFound = {
    status: 404,
    error: "Not found",
    code: "ROUTE_NOT_FOUND",
    says: "There is nothing at this address.",
  } as const;
  if (c.req.method !== "POST" || !c.req.header("stripe-signature")) return refuse(c, notFound);
  const body = await readBody(c.req.raw, WEBHOOK_BODY_CAP);
  const says = `A webhook came to ${c.req.path.slice(0, 200)}. The endpoint's address ends with /api/stripe/webhook.`;
  const verdict = { kind: "rejected", status: 404, code: "WEBHOOK_PATH_WRONG", says } as const;
  await persist(parts, arrivalOf(c, parts.now(), body), verdict);
  return refuse(c, { ...notFound, code: verdict.code, says });
}

/** Takes one webhook request: decides, makes it durable, answers; the work it asks for is done afterwards, by its job. */
export async function takeWebhook(c: Context, parts: WebhookParts): Promise<Response> {
  const receivedAt = parts.now();
  const body = await readBody(c.req.raw, WEBHOOK_BODY_CAP);
  const arrival = arrivalOf(c, receivedAt, body);
  const verdict = body.ok ? await judge(arrival, parts) : bodyRefused(body.error.code);
  return (await persist(parts, arrival, verdict)) ? answer(c, verdict) : notDurable(c);
}

const arrivalOf = (c: Context, receivedAt: number, body: Awaited<ReturnType<typeof readBody>>): Arrival => ({
  receivedAt,
  source: "endpoint",
  method: c.req.method,
  path: c.req.path.slice(0, 2_048),
  remoteAddress: remoteAddressOf(c),
  headers: keptHeaders(c.req.raw.headers),
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

async function judge(arrival: Arrival, parts: WebhookParts): Promise<Verdict> {
  const header = arrival.headers["stripe-signature"];
  const signature = verifySignature(arrival.body, header, parts.secrets(), await parts.verifier(), arrival.receivedAt);
  if (!signature.ok) return { kind: "rejected", status: 400, ...signature.error };
  const event = readEvent(Buffer.from(arrival.body).toString("utf8"));
  if (!event.ok) return { kind: "rejected", status: 400, ...event.error };
  return { kind: "event", event: event.value, keptOnly: whyKeptOnly(event.value, parts.livemode) };
}

/** Signed, but not for us: answered with 200, since a 400 would make Stripe retry for days and disable the endpoint. */
function whyKeptOnly(event: { readonly thin: boolean; readonly livemode: boolean }, livemode: boolean) {
  if (event.thin) return { code: "THIN_EVENT", says: "A thin event: Waybill reads snapshot events only." };
  if (event.livemode === livemode) return null;
  const says = event.livemode
    ? "A live event came to a test environment."
    : "A test event came to the live environment.";
  return { code: "LIVEMODE_MISMATCH", says };
}

const bodyRefused = (code: "BODY_TOO_LARGE" | "BODY_TRUNCATED"): Verdict =>
  code === "BODY_TOO_LARGE"
    ? { kind: "rejected", status: 413, code, says: "The body is larger than 2 MiB; Stripe's events are not." }
    : { kind: "rejected", status: 400, code, says: "The connection ended before the whole body had arrived." };

function answer(c: Context, verdict: Verdict): Response {
  if (verdict.kind === "event") return c.json({ received: true });
  const { status, code, says } = verdict;
  return refuse(c, { status, error: shortText(code), code, says });
}

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

/** The headers as evidence: all but those that could carry a stranger's secret. */
export function keptHeaders(headers: Headers): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of headers)
    if (name !== "authorization" && name !== "cookie") kept[name] = value.slice(0, 2_048);
  return kept;
}

import type { Clock } from "../ports.ts";
import { hideSecretsIn, maskEvidence } from "./mask-evidence.ts";
import type { PanelExchange } from "./panel-port.ts";

export interface PanelRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** From `/api/application` on, with its query, already encoded. */
  readonly path: string;
  readonly body?: unknown;
  /** How long the whole answer may take, body included. */
  readonly timeoutMs: number;
}

/** What came back, whatever its status. `json` is undefined where the body is no JSON; `text` is the body as it came. */
export interface PanelReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

/** Why nothing (or only half an answer) came back. `unsent` means that the panel never saw the request. */
export interface PanelSilence {
  readonly why: "timeout" | "unsent" | "lost" | "certificate" | "key";
  /** The network's word for it, such as `ECONNREFUSED`. */
  readonly detail: string;
}

type PanelArrival =
  { readonly kind: "reply"; readonly reply: PanelReply } | { readonly kind: "silence"; readonly silence: PanelSilence };

export interface PanelTransport {
  /** One request, one answer or silence, and what may be kept of them. Never throws for what a network does. */
  send(request: PanelRequest): Promise<{ readonly arrival: PanelArrival; readonly exchange: PanelExchange }>;
}

export interface PanelTransportOptions {
  readonly url: string;
  readonly apiKey: string;
  readonly now: Clock;
  readonly fetch?: typeof fetch;
}

/** Speaks HTTP with one panel: asks for JSON always, follows no redirect, keeps the key out of what it hands back. */
export function createPanelTransport({
  url,
  now,
  fetch: send = fetch,
  ...rest
}: PanelTransportOptions): PanelTransport {
  const origin = panelOrigin(url);
  const apiKey = rest.apiKey.trim();
  const keep = (body: unknown) => maskEvidence(body, [apiKey]);
  return {
    async send(request) {
      const startedAt = now();
      const arrival = await attempt(send, origin, apiKey, request);
      const reply = arrival.kind === "reply" ? arrival.reply : null;
      const exchange: PanelExchange = {
        method: request.method,
        path: hideSecretsIn(request.path, [apiKey]),
        requestBody: keep(request.body ?? null),
        status: reply?.status ?? null,
        responseBody: reply ? keep(reply.json ?? reply.text) : null,
        startedAt,
        durationMs: now() - startedAt,
      };
      return { arrival, exchange };
    },
  };
}

/** The address without what people paste along with it: a trailing slash, `/admin`, `/api/application`. */
const panelOrigin = (url: string): string =>
  url
    .trim()
    .replace(/\/+$/, "")
    .replace(/\/(api\/(application|client)|admin|auth\/login)$/, "");

async function attempt(
  send: typeof fetch,
  origin: string,
  apiKey: string,
  request: PanelRequest,
): Promise<PanelArrival> {
  if (!SENDABLE_KEY.test(apiKey)) return { kind: "silence", silence: { why: "key", detail: "" } };
  try {
    const response = await send(`${origin}${request.path}`, {
      method: request.method,
      // Without this Accept the panel answers with web pages, and a refused key becomes a redirect to a login form.
      headers: {
        accept: "application/json",
        authorization: `Bearer ${apiKey}`,
        ...(request.body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: request.body === undefined ? null : JSON.stringify(request.body),
      redirect: "manual",
      signal: AbortSignal.timeout(request.timeoutMs),
    });
    const text = hideSecretsIn(await response.text(), [apiKey]);
    const reply = { status: response.status, headers: response.headers, text, json: parseJson(text) };
    return { kind: "reply", reply };
  } catch (cause) {
    return { kind: "silence", silence: silenceOf(cause) };
  }
}

function parseJson(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

// Anything else makes fetch throw an error that quotes the key.
const SENDABLE_KEY = /^[\x21-\x7e]+$/;
const UNSENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ERR_INVALID_URL|UND_ERR_CONNECT_TIMEOUT)$/;
const CERTIFICATE = /^(CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

function silenceOf(cause: unknown): PanelSilence {
  if (cause instanceof Error && cause.name === "TimeoutError") return { why: "timeout", detail: "TimeoutError" };
  const detail = networkCode(cause);
  if (UNSENT.test(detail)) return { why: "unsent", detail };
  return { why: CERTIFICATE.test(detail) ? "certificate" : "lost", detail };
}

// undici wraps the system's error as `cause`, and one error a tried address as `errors`.
function networkCode(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code: unknown = Reflect.get(cause, "code");
  if (typeof code === "string" && code !== "") return code;
  if (cause instanceof AggregateError && cause.errors.length > 0) return networkCode(cause.errors[0]);
  return cause.cause === undefined ? cause.message : networkCode(cause.cause);
}

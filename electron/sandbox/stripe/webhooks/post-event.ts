import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

/** How an attempt went, as a person reads it: "200", "503", "refused the connection". */
export interface Posted {
  readonly accepted: boolean;
  readonly outcome: string;
}

const ANSWER_WITHIN = 10_000;

/**
 * Posts one event as Stripe does. Only a 2xx within ten seconds is success; redirects are not followed. Never rejects;
 * an abort by `signal` is an attempt that failed.
 */
export async function postEvent(url: string, payload: string, signature: string, signal: AbortSignal): Promise<Posted> {
  try {
    const status = await post(url, payload, signature, AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN)]));
    return { accepted: status >= 200 && status < 300, outcome: String(status) };
  } catch (cause) {
    return { accepted: false, outcome: saysWhy(cause as NodeJS.ErrnoException) };
  }
}

/** Resolves with the status as soon as it is known. */
function post(url: string, payload: string, signature: string, signal: AbortSignal): Promise<number> {
  const headers = {
    "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    Accept: "*/*; q=0.5, application/xml",
    "Cache-Control": "no-cache",
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(payload),
    "Stripe-Signature": signature,
    "Accept-Encoding": "gzip",
    Connection: "close",
  };
  return new Promise((resolve, reject) => {
    const send = url.startsWith("https:") ? requestHttps : requestHttp;
    const sent = send(url, { method: "POST", headers, agent: false, signal }, (response) => {
      response.on("error", () => sent.destroy()).resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end(payload);
  });
}

function saysWhy(cause: NodeJS.ErrnoException): string {
  if (cause.name === "TimeoutError" || cause.name === "AbortError") return "no answer in time";
  if (cause.code === "ECONNREFUSED") return "connection refused";
  if (cause.code === "ECONNRESET") return "connection closed";
  return cause.code ?? cause.message;
}

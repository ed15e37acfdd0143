import { type Answer, BROKEN_OFF, refusal } from "../http/answer.ts";
import type { PanelParts } from "../http/call.ts";
import { hitBy, type PanelSwitches } from "./panel-switches.ts";

const PAGE = (status: number) =>
  `<html><head><title>${status}</title></head><body><h1>${status}</h1><hr>proxy</body></html>`;

/**
 * Answers a request as the switches have it: late, not at all, or with an error in place of what `answer` says. `request`
 * is `POST /servers`, with what stands behind the API's prefix.
 */
export async function answerInTrouble(
  { store, wait }: Pick<PanelParts, "store" | "wait">,
  request: string,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  const slow = hitBy(store, "slow", request);
  if (slow) await wait(slow.ms);
  const throttle = hitBy(store, "throttle", request);
  if (throttle) return throttled(throttle.retryAfterSeconds);
  const trouble = hitBy(store, "reset", request);
  if (trouble) {
    if (trouble.done) await answer();
    return BROKEN_OFF;
  }
  const status = hitBy(store, "status", request);
  if (!status) return answer();
  if (status.done) await answer();
  return errorOf(status);
}

const throttled = (seconds: number): Answer =>
  refusal(429, "ThrottleRequestsException", "Too Many Attempts.", { "retry-after": String(seconds) });

function errorOf({ status, code, page }: NonNullable<PanelSwitches["status"]>): Answer {
  if (page) return { status, body: PAGE(status), headers: { "content-type": "text/html" } };
  return refusal(status, code, "An unexpected error was encountered while processing this request, please try again.");
}

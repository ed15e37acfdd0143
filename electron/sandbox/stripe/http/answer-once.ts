import { createHash } from "node:crypto";
import { StripeRefusal } from "../wire/stripe-refusal.ts";
import type { Work } from "../work.ts";
import type { IdempotencyKeys, KeptAnswer } from "../store/idempotency-keys.ts";

export interface Answered {
  readonly status: number;
  readonly body: string;
  /** The id of the request that was really carried out, where this answer only repeats it. */
  readonly replayOf?: string;
  /** Beside those of every answer. */
  readonly headers?: Readonly<Record<string, string>>;
}
interface Asked {
  readonly key: string;
  readonly path: string;
  readonly params: string;
}

/**
 * Carries a POST out once for each idempotency key: the same key and parameters are answered with the first answer, the
 * same key for anything else is refused. A refusal keeps nothing, so its key can be used again.
 */
export function answerOnce(work: Work, keys: IdempotencyKeys, asked: Asked, carryOut: () => Answered): Answered {
  const { key, path } = asked;
  const digest = createHash("sha256").update(asked.params).digest("hex");
  const earlier = keys.find(key, work.now);
  if (earlier) return replay(earlier, path, digest);
  const { status, body } = carryOut();
  keys.keep({ key, request: path, digest, request_id: work.cause.requestId ?? "", status, body, created: work.now });
  return { status, body };
}

function replay({ key, request, digest, status, body, request_id }: KeptAnswer, path: string, asked: string): Answered {
  const other = `Try using a key other than '${key}' if you meant to execute a different request.`;
  if (request !== path)
    throw mistaken(
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${request}' vs '${path}'). ${other}`,
    );
  if (digest !== asked)
    throw mistaken(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. ${other}`,
    );
  return { status, body, replayOf: request_id };
}

const mistaken = (message: string) => new StripeRefusal(400, { type: "idempotency_error", message });

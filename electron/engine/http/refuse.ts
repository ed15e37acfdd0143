import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** What a storefront is told: `error` the short fixed text, `message` the sentence, `code` ours. */
export interface HttpRefusal {
  readonly status: ContentfulStatusCode;
  readonly error: string;
  readonly code: string;
  readonly says: string;
}

export const refuse = (c: Context, { status, error, code, says }: HttpRefusal): Response =>
  c.json({ error, message: says, code }, status);

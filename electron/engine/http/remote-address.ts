import type { Context } from "hono";

interface NodeBindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
}

/** The peer's address; null where the transport has none (a request made in a test without a socket). */
export const remoteAddressOf = (c: Context): string | null =>
  (c.env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress ?? null;

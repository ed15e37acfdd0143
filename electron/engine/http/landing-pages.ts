import type { Context } from "hono";
import type { Deps } from "../deps.ts";
import { applySession } from "../lifecycle/apply-session.ts";

const page = (title: string, says: string) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:15vh auto;max-width:34rem;padding:0 1.5rem}
h1{font-size:1.4rem}</style></head><body><main><h1>${title}</h1><p>${says}</p></main></body></html>`;

const shown = (c: Context, title: string, says: string) => {
  c.header(
    "Content-Security-Policy",
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
  );
  c.header("Cache-Control", "no-store");
  return c.html(page(title, says));
};

/**
 * Where Stripe sends a customer back to while no shop front is configured. It claims nothing: Stripe is asked, which also
 * applies a payment whose webhook is late, and the page says what is known.
 */
export async function serveSuccess(c: Context, deps: Deps): Promise<Response> {
  const sessionId = c.req.query("session_id") ?? "";
  const known = await deps.db
    .selectFrom("order_sessions")
    .select("order_id")
    .where("stripe_session_id", "=", sessionId)
    .executeTakeFirst();
  if (!known)
    return shown(
      c,
      "Nothing to show",
      "This address belongs to no purchase here. The shop can look it up by your e-mail address.",
    );
  await applySession(deps, sessionId, "checkout");
  const order = await deps.db
    .selectFrom("orders")
    .select(["payment_state", "status"])
    .where("id", "=", known.order_id)
    .executeTakeFirst();
  if (order?.payment_state === "paid")
    return shown(
      c,
      "Your payment arrived",
      order.status === "provisioned" ? "Your server is running." : "Your server is being made.",
    );
  return shown(
    c,
    "Your payment is not confirmed yet",
    "The bank has not confirmed it. Nothing is lost: the server follows as soon as it does.",
  );
}

/** Where a customer lands who left the payment page. */
export const serveCancel = (c: Context): Response =>
  shown(c, "Nothing was charged", "You left before paying. The payment link stays good until it ends.");

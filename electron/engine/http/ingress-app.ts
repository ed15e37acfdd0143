import { Hono, type Context } from "hono";
import { cors } from "hono/cors";
import type { Deps } from "../deps.ts";
import { isDiskFull } from "../store/fault.ts";
import { type Authenticate, type Caller } from "./bearer.ts";
import { serveCheckout } from "./checkout-route.ts";
import { serveCancel, serveSuccess } from "./landing-pages.ts";
import { refuse } from "./refuse.ts";
import { serveOrder, serveOrders, servePlans, serveServers } from "./storefront-routes.ts";
import { takeStray, takeWebhook, type WebhookParts } from "./webhook-route.ts";

export interface IngressParts {
  readonly deps: Deps;
  readonly authenticate: Authenticate;
  readonly webhook: WebhookParts;
}

/** What a storefront and Stripe reach. Any Host is taken: it stands behind proxies. */
export function createIngressApp({ deps, authenticate, webhook }: IngressParts): Hono {
  const app = new Hono();
  const { options } = deps;
  if (options.storefront.origins.length > 0) app.use("/api/*", cors({ origin: [...options.storefront.origins] }));

  const asCaller = (serve: (c: Context, deps: Deps, caller: Caller) => Promise<Response>) => async (c: Context) => {
    const caller = await authenticate(c.req.header("authorization"));
    if (caller.ok) return serve(c, deps, caller.value);
    const { status, code, says } = caller.error;
    return refuse(c, { status, error: status === 401 ? "Unauthorized" : "Unavailable", code, says });
  };

  app.post("/api/stripe/webhook", (c) => takeWebhook(c, webhook));
  app.post("/api/checkout/create-session", asCaller(serveCheckout));
  app.get("/api/plans", (c) => servePlans(c, deps));
  app.get("/api/orders", asCaller(serveOrders));
  app.get("/api/orders/:id", asCaller(serveOrder));
  app.get("/api/servers", asCaller(serveServers));
  app.get("/health", (c) =>
    c.json({
      status: "ok",
      timestamp: new Date(options.now()).toISOString(),
      service: "waybill",
      version: options.version,
    }),
  );
  if (!options.storefront.publicUrl) {
    app.get("/success", (c) => serveSuccess(c, deps));
    app.get("/cancel", (c) => serveCancel(c));
  }
  refuseOtherMethods(app);
  app.notFound((c) => takeStray(c, webhook));
  app.onError((cause, c) => {
    options.log.error({ err: cause, path: c.req.path }, "A request failed");
    if (isDiskFull(cause)) return refuseForNow(c);
    const says = "Something here failed; it is in the log. Nothing was charged by this request.";
    return refuse(c, { status: 500, error: "Internal error", code: "INTERNAL", says });
  });
  return app;
}

function refuseForNow(c: Context): Response {
  c.header("Retry-After", "60");
  const says = "The shop can't write down orders at the moment. Nothing was charged by this request. Try again later.";
  return refuse(c, { status: 503, error: "Unavailable", code: "NOT_DURABLE", says });
}

/** A route that exists, asked with another method, is 405 and says which methods it has. */
function refuseOtherMethods(app: Hono): void {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === "ALL") continue;
    methods.set(path, (methods.get(path) ?? new Set()).add(method).add(method === "GET" ? "HEAD" : method));
  }
  for (const [path, allowed] of methods)
    app.all(path, (c) => {
      const allow = [...allowed].join(", ");
      c.header("Allow", allow);
      return refuse(c, {
        status: 405,
        error: "Method not allowed",
        code: "METHOD_NOT_ALLOWED",
        says: `This address takes ${allow} only.`,
      });
    });
}

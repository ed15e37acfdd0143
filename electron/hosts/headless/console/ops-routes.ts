import { Hono, type Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { EngineOps } from "../../../engine/engine.ts";
import { bearerToken } from "./access.ts";

export interface OpsOptions {
  readonly ops: EngineOps;
  readonly operator: string;
  readonly tokenIsRight: (token: string | undefined) => boolean;
}

const refuse = (c: Context, status: ContentfulStatusCode, error: string, code: string, message: string) =>
  c.json({ error, message, code }, status);

const wrongMethod = (allowed: string) => (c: Context) => {
  c.header("Allow", allowed);
  return refuse(c, 405, "Method not allowed", "METHOD_NOT_ALLOWED", `This address takes ${allowed}.`);
};

/** `/ops`: what scripts and monitors ask of a running Waybill, with the console's token as Bearer. */
export function opsRoutes({ ops, operator, tokenIsRight }: OpsOptions): Hono {
  const routes = new Hono();
  routes.use(async (c, next) => {
    if (tokenIsRight(bearerToken(c.req.header("authorization")))) return next();
    c.header("WWW-Authenticate", 'Bearer realm="waybill"');
    return refuse(
      c,
      401,
      "Unauthorized",
      "TOKEN_REFUSED",
      "Send the console's token as Authorization: Bearer <token>.",
    );
  });

  routes.get("/summary", async (c) => c.json(await ops.summary()));
  routes.all("/summary", wrongMethod("GET"));

  routes.post("/orders/:id/retry", async (c) => {
    const retried = await ops.retry(c.req.param("id"), operator);
    if (retried.ok) return c.json({ success: true, order: retried.value });
    const { code, says } = retried.error;
    return code === "ORDER_NOT_FOUND"
      ? refuse(c, 404, "Order not found", code, says)
      : refuse(c, 409, "Order cannot be retried", code, says);
  });
  routes.all("/orders/:id/retry", wrongMethod("POST"));

  routes.post("/reconcile", async (c) => c.json({ success: true, findings: await ops.reconcile(operator) }));
  routes.all("/reconcile", wrongMethod("POST"));

  routes.all("*", (c) => refuse(c, 404, "Not found", "ROUTE_NOT_FOUND", `There is no ${c.req.path} here.`));
  return routes;
}

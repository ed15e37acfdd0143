import type { MiddlewareHandler } from "hono";
import { newId } from "../ids.ts";
import type { LoggedRequest } from "../store/request-log.ts";
import type { World } from "../world.ts";
import { hintOf } from "./authenticate.ts";

/** Notes each request with its answer for the dashboard and tells it, secrets left out. Whatever answers, is noted. */
export const logRequests =
  (world: World, tell: (request: LoggedRequest) => void): MiddlewareHandler =>
  async (context, next) => {
    const began = performance.now();
    const at = world.now();
    await next();
    const { req, res } = context;
    const url = new URL(req.url);
    const params = req.method === "GET" || res.status === 413 ? url.search.slice(1) : await req.text();
    const request: LoggedRequest = {
      id: res.headers.get("request-id") ?? newId("request"),
      at,
      method: req.method,
      path: url.pathname,
      params: withoutSecrets(params),
      key_hint: hintOf(req.header("authorization")),
      idempotency_key: req.header("idempotency-key") ?? null,
      version: req.header("stripe-version") ?? null,
      agent: req.header("user-agent") ?? "",
      status: res.status,
      answer: withoutSecrets(await res.clone().text()),
      took_ms: Math.round(performance.now() - began),
    };
    world.requests.add(request);
    tell(request);
  };

// A card's number is a secret too, though a test card's is not.
const withoutSecrets = (text: string): string =>
  text.replaceAll(/\b(whsec_|pi_\w+_secret_)\w+/g, "$1…").replaceAll(/(number%5D=|number\]=)\d+/g, "$1…");

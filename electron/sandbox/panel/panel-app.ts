import type { HttpBindings } from "@hono/node-server";
import { getConnInfo } from "@hono/node-server/conninfo";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import type { Answer } from "./http/answer.ts";
import { type Api, answerApi } from "./http/pipeline.ts";
import type { PanelParts } from "./http/call.ts";
import { createThrottle } from "./http/throttle.ts";
import { errorPage } from "./pages/page.ts";
import { loginPage, missingPage, serverListPage, serverPage } from "./pages/server-pages.ts";
import { allocationRoutes } from "./resources/allocations.ts";
import { clientRoutes } from "./resources/client-routes.ts";
import { nodeRoutes } from "./resources/nodes.ts";
import { userRoutes } from "./resources/users.ts";
import { serverRoutes } from "./servers/server-routes.ts";
import { switchRoutes } from "./switches/switch-routes.ts";

const CLIENT_LIMIT = 720;

/** The panel's two APIs and its web pages. */
export function createPanelApp(parts: PanelParts): Hono {
  const application: Api = {
    kind: "application",
    prefix: "/api/application",
    routes: [...userRoutes, ...nodeRoutes, ...allocationRoutes, ...serverRoutes, ...parts.dialect.routes],
    throttle: createThrottle(parts.dialect.requestsAMinute, parts.now),
  };
  const client: Api = {
    kind: "client",
    prefix: "/api/client",
    routes: clientRoutes,
    throttle: createThrottle(CLIENT_LIMIT, parts.now),
  };
  const app = new Hono();
  app.all("/api/application/*", (c) => answerWith(parts, application, c));
  app.all("/api/client/*", (c) => answerWith(parts, client, c));
  app.all("/api/*", (c) => answerWith(parts, { ...application, prefix: "/api", routes: [] }, c));

  app.route("/sandbox", switchRoutes(parts));

  app.get("/", (c) => c.html(serverListPage(parts.store)));
  app.get("/auth/login", (c) => c.html(loginPage()));
  app.get("/server/:identifier", (c) => showServer(parts, c, { uuidShort: c.req.param("identifier") }));
  app.get("/admin/servers/:id/edit", (c) => showServer(parts, c, { id: Number(c.req.param("id")) }));
  app.get("/admin/servers/view/:id", (c) => showServer(parts, c, { id: Number(c.req.param("id")) }));
  app.notFound((c) => c.html(missingPage(), 404));
  return app;
}

function showServer({ store }: PanelParts, c: Context, match: { uuidShort: string } | { id: number }) {
  const server = store.servers.where(match)[0];
  return server ? c.html(serverPage(store, server)) : c.html(missingPage(), 404);
}

async function answerWith(parts: PanelParts, api: Api, c: Context): Promise<Response> {
  const began = performance.now();
  const at = parts.now();
  const url = new URL(c.req.url);
  const { method } = c.req;
  const answer = await answerApi(parts, api, {
    method,
    url,
    authorization: c.req.header("authorization"),
    contentType: c.req.header("content-type") ?? "",
    address: getConnInfo(c).remote.address ?? "",
    text: await c.req.text(),
  });
  const tookMs = Math.round(performance.now() - began);
  parts.requests.add({ at, method, path: url.pathname, status: answer.status, tookMs });
  return toResponse(c, answer);
}

/** A closed socket is all that the caller gets to see. */
function brokenOff(c: Context<{ Bindings: HttpBindings }>): Response {
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

const TITLES: Readonly<Record<number, string>> = {
  403: "Forbidden",
  404: "Not Found",
  429: "Too Many Requests",
  503: "Service Unavailable",
};

/** JSON to whoever asks for it. Everybody else gets errors as pages, and a 401 as the way to the login form. */
async function toResponse(c: Context, { status, body, headers }: Answer): Promise<Response> {
  const all = new Headers({ "cache-control": "no-cache, private", ...headers });
  const wantsJson = /[/+]json/i.test(c.req.header("accept") ?? "");
  if (status === 401 && !wantsJson) {
    all.set("location", `${new URL(c.req.url).origin}/auth/login`);
    return new Response(null, { status: 302, headers: all });
  }
  if (status === 0) return brokenOff(c);
  if (typeof body === "string") return new Response(body, { status, headers: all });
  if (status === 204) return new Response(null, { status, headers: all });
  if (status >= 400 && !wantsJson) {
    all.set("content-type", "text/html; charset=UTF-8");
    return new Response(String(await errorPage(TITLES[status] ?? "Server Error")), { status, headers: all });
  }
  all.set("content-type", "application/json");
  return new Response(JSON.stringify(body), { status, headers: all });
}

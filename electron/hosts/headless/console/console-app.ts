import { Hono, type Context, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { EngineOps } from "../../../engine/engine.ts";
import type { Log } from "../../../engine/ports.ts";
import { consoleHeaders } from "../../console-files/console-headers.ts";
import { readConsoleFile } from "../../console-files/read-console-file.ts";
import { cookieName, cookieValue, originIsOurs } from "./access.ts";
import { opsRoutes } from "./ops-routes.ts";
import { notBuiltPage, tokenPage, wrongTokenPage } from "./pages.ts";

export interface ConsoleAppOptions {
  readonly port: number;
  /** Folder of the built renderer. */
  readonly files: string;
  readonly ops: EngineOps;
  readonly operator: string;
  readonly tokenIsRight: (token: string | undefined) => boolean;
  readonly hostIsOurs: (header: string | undefined) => boolean;
  readonly log: Log;
}

const COOKIE_SECONDS = 30 * 24 * 3600;
const MAX_BODY = 64 * 1024;

/** The console's pages and `/ops`, behind the checks of Host, Origin and token. */
export function consoleApp(options: ConsoleAppOptions): Hono {
  const { log, ops, operator, tokenIsRight } = options;
  const app = new Hono();
  app.use(guard(options));
  app.use(bodyLimit({ maxSize: MAX_BODY, onError: (c) => refuse(c, 413, "Body too large", "BODY_TOO_LARGE") }));
  app.route("/ops", opsRoutes({ ops, operator, tokenIsRight }));
  app.on(["GET", "HEAD"], "*", pages(options));
  app.all("*", (c) => {
    c.header("Allow", "GET, HEAD");
    return refuse(c, 405, "Method not allowed", "METHOD_NOT_ALLOWED");
  });
  app.onError((error, c) => {
    log.error({ err: error, path: c.req.path }, "A request to the console failed in a way that it does not know.");
    return c.json(
      { error: "Internal error", message: "Something failed inside Waybill. The log says what.", code: "INTERNAL" },
      500,
    );
  });
  return app;
}

const SAYS = {
  403: "This listener answers to its own name and its own pages alone.",
  405: "This address takes GET.",
  413: "A body has 64 KiB at most.",
} as const;

const refuse = (c: Context, status: keyof typeof SAYS, error: string, code: string) =>
  c.json({ error, message: SAYS[status], code }, status);

/** Headers on every answer; a foreign Host, or a foreign page that wants to change something, goes no further. */
function guard({ hostIsOurs }: ConsoleAppOptions): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header("host");
    const ours = hostIsOurs(host);
    for (const [name, value] of Object.entries(consoleHeaders(ours ? [`ws://${host}`] : []))) c.header(name, value);
    c.header("cache-control", "no-store");
    if (!ours) return refuse(c, 403, "Forbidden", "HOST_REFUSED");
    const reads = c.req.method === "GET" || c.req.method === "HEAD";
    if (!reads && !originIsOurs(c.req.header("origin"), host)) return refuse(c, 403, "Forbidden", "ORIGIN_REFUSED");
    return next();
  };
}

function pages({ port, files, tokenIsRight }: ConsoleAppOptions) {
  return async (c: Context): Promise<Response> => {
    const url = new URL(c.req.url);
    const token = url.searchParams.get("token");
    const known = tokenIsRight(cookieValue(c.req.header("cookie"), cookieName(port)));
    if (token !== null) {
      if (!known && !tokenIsRight(token)) return c.html(wrongTokenPage, 401);
      if (tokenIsRight(token)) c.header("set-cookie", cookieFor(token, port));
      url.searchParams.delete("token"); // it must not stay in the address, the history, a screenshot
      return c.redirect(`${url.pathname.replace(/^\/+/, "/")}${url.search}`, 303);
    }
    if (!known) return c.html(tokenPage, 401);
    const file = await readConsoleFile(files, url.pathname);
    if (!file) return url.pathname === "/" ? c.html(notBuiltPage, 503) : c.text("Not found", 404);
    return c.body(file.body, 200, { "content-type": file.type, "cache-control": file.cacheControl });
  };
}

const cookieFor = (token: string, port: number) =>
  `${cookieName(port)}=${token}; Path=/; Max-Age=${COOKIE_SECONDS}; HttpOnly; SameSite=Strict`;

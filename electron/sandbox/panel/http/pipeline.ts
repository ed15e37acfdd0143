import { type Answer, refusal, uncaught } from "./answer.ts";
import { authenticate, mayOf, wrongApi } from "./authenticate.ts";
import type { PanelParts } from "./call.ts";
import { answerInTrouble } from "../switches/answer-in-trouble.ts";
import { readSwitches } from "../switches/panel-switches.ts";
import { readBody } from "./read-body.ts";
import type { Params, Route } from "./route.ts";
import type { Throttle } from "./throttle.ts";

/** A request as it came in. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly contentType: string;
  readonly address: string;
  readonly text: string;
}

/** One of the panel's two APIs: where it stands, its routes, and how much of it a user may use in a minute. */
export interface Api {
  readonly kind: "application" | "client";
  readonly prefix: string;
  readonly routes: readonly Route[];
  readonly throttle: Throttle;
}

/** Answers a request as the panel does, or as it fails to while a switch says so. */
export async function answerApi(parts: PanelParts, api: Api, incoming: Incoming): Promise<Answer> {
  const faulty = parts.faults?.answers(incoming);
  if (faulty) return faulty;
  const request = `${incoming.method} ${incoming.url.pathname.slice(api.prefix.length)}`;
  return answerInTrouble(parts, request, () => answerAsPanel(parts, api, incoming));
}

/**
 * Answers a request in the panel's own order: maintenance, body, route, key, limit, what the address names, permission,
 * rules, work. What comes earlier hides what comes later, and has no rate-limit headers.
 */
async function answerAsPanel(parts: PanelParts, api: Api, incoming: Incoming): Promise<Answer> {
  if (parts.store.flag("maintenance") === "on")
    return refusal(503, "HttpException", "Service Unavailable", { "retry-after": "60" });
  const read = readBody(incoming.text, incoming.contentType);
  if ("status" in read) return read;
  const found = findRoute(api, incoming);
  if ("status" in found) return found;
  const { refuseKey = false, acl } = readSwitches(parts.store);
  const caller = authenticate(
    refuseKey ? { ...parts, keys: [] } : parts,
    incoming.authorization,
    incoming.address,
    parts.now(),
  );
  if ("status" in caller) return caller;
  const { headers, refused } = api.throttle.take(caller.user.id);
  const call = {
    ...parts,
    user: caller.user,
    query: incoming.url.searchParams,
    body: read.body,
    origin: incoming.url.origin,
    path: incoming.url.pathname,
    may: mayOf(acl ? { ...caller, key: { ...caller.key, acl: { ...caller.key.acl, ...acl } } } : caller),
  };
  const answer = refused ?? wrongApi(caller, api.kind) ?? (await guarded(() => found.route.run(call, found.params)));
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

/** The database's own refusal is an uncaught exception to the panel, and so to its callers. */
async function guarded(run: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await run();
  } catch (cause) {
    const code: unknown = cause instanceof Error ? Reflect.get(cause, "code") : undefined;
    if (code === "SQLITE_CONSTRAINT_UNIQUE") return uncaught("UniqueConstraintViolationException");
    throw cause;
  }
}

function findRoute(
  { prefix, routes }: Api,
  { method, url }: Incoming,
): { readonly route: Route; readonly params: Params } | Answer {
  // The framework matches the decoded path, so an encoded slash parts segments too.
  const path = decoded(url.pathname.slice(prefix.length)).replace(/(?<=.)\/+$/, "");
  const fitting = routes.flatMap((route) => {
    const match = route.pattern.exec(path === "" ? "/" : path);
    return match ? [{ route, params: { ...match.groups } }] : [];
  });
  const wanted = method === "HEAD" ? "GET" : method;
  const found = fitting.find(({ route }) => route.method === wanted);
  if (found) return found;
  const name = url.pathname.replace(/^\//, "");
  if (fitting.length === 0) return refusal(404, "NotFoundHttpException", `The route ${name} could not be found.`);
  const allow = allowed(fitting.map(({ route }) => route.method));
  return refusal(
    405,
    "MethodNotAllowedHttpException",
    `The ${method} method is not supported for route ${name}. Supported methods: ${allow}.`,
    { allow },
  );
}

const allowed = (methods: readonly string[]): string =>
  [...new Set(methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])))].join(", ");

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

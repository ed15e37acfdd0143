import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { API_VERSION } from "../api-version.ts";
import { newId } from "../ids.ts";
import { Fields } from "../wire/fields.ts";
import { parseForm, type Form } from "../wire/parse-form.ts";
import { StripeRefusal, type StripeError } from "../wire/stripe-refusal.ts";
import { isBeingMoved } from "../clocks/is-being-moved.ts";
import { logUrl } from "../pages/object-path.ts";
import { theAccount } from "../resources/account.ts";
import { NOBODY, type Work } from "../work.ts";
import type { World } from "../world.ts";
import { answerOnce, type Answered } from "./answer-once.ts";
import { authenticate } from "./authenticate.ts";
import { expand } from "./expand.ts";
import { refuseForbidden } from "./permissions.ts";
import { lockTimeout, NO_LIMITS, RateLimiter } from "./rate-limiter.ts";
import type { Route } from "./route.ts";
import { apiRoutes } from "./routes.ts";

export interface ApiPorts {
  readonly world: World;
  readonly secretKey: string;
  readonly log: (line: string) => void;
}

const LARGEST_BODY = 1024 * 1024;
const tooLarge = (context: Context): Response =>
  context.json({ error: { type: "invalid_request_error", message: "The request is larger than 1 MiB." } }, 413);

/**
 * Stripe's API: `/v1/…`, and beside it `/sandbox/…`, what real Stripe leaves to banks and time. The latter asks for no
 * key: whoever reaches the payment page can do the same by hand.
 */
export function stripeApi(ports: ApiPorts): Hono {
  const app = new Hono();
  const limiter = new RateLimiter();
  const answerTo = (route: Route | undefined) => (context: Context) => serve({ ...ports, limiter }, context, route);
  app.use("/v1/*", bodyLimit({ maxSize: LARGEST_BODY, onError: tooLarge }));
  for (const route of apiRoutes) app.on(route.method, route.path, answerTo(route));
  for (const path of ["/v1", "/v1/*", "/sandbox/*"]) app.all(path, answerTo(undefined));
  return app;
}

interface ServingPorts extends ApiPorts {
  readonly limiter: RateLimiter;
}

async function serve(ports: ServingPorts, context: Context, route: Route | undefined): Promise<Response> {
  const requestId = newId("request");
  const { method, path } = context.req;
  const answered = await answer(ports, context, route, requestId);
  ports.log(`${method} ${path} ${answered.status} ${requestId}`);
  return new Response(answered.body, { status: answered.status, headers: headersOf(context, answered, requestId) });
}

async function answer(
  ports: ServingPorts,
  context: Context,
  route: Route | undefined,
  requestId: string,
): Promise<Answered> {
  const { world } = ports;
  try {
    if (!context.req.path.startsWith("/sandbox/")) admit(ports, context, route);
    if (!route) throw unrecognized(context);
    const form = await formOf(context);
    return world.transact(causeOf(context, requestId), (work) => carryOut(ports, work, context, route, form));
  } catch (cause) {
    if (cause instanceof StripeRefusal) {
      const logged = cause.status === 401 ? {} : { request_log_url: logUrl(world.publicUrl, requestId) };
      return { ...refusal(cause.status, { ...cause.error, ...logged }), headers: cause.headers };
    }
    ports.log(
      `${context.req.method} ${context.req.path} failed: ${cause instanceof Error ? cause.stack : String(cause)}`,
    );
    return refusal(500, { type: "api_error", message: "The sandbox's Stripe failed; its log says why." });
  }
}

/** What is asked of every request, in Stripe's order: a key, no haste, a version that there is, a permission. */
function admit({ world, secretKey, limiter }: ServingPorts, context: Context, route: Route | undefined): void {
  const caller = authenticate(world, context.req.header("authorization"), secretKey);
  const limits = world.settings.get("limits") ?? NO_LIMITS;
  limiter.refuseBeyond(limits, `${context.req.method} ${route?.path ?? ""}`, world.now());
  refuseUnknownVersion(context.req.header("stripe-version"));
  if (route && caller.key) refuseForbidden(caller, route, world.transact(NOBODY, theAccount).id);
}

function refuseUnknownVersion(version: string | undefined): void {
  if (version === undefined || /^20\d\d-\d\d-\d\d(?:\.[a-z]+)?(?:;.*)?$/.test(version)) return;
  throw new StripeRefusal(400, { message: `Invalid Stripe API version: ${version}` });
}

function carryOut(ports: ApiPorts, work: Work, context: Context, route: Route, form: Form): Answered {
  const fields = new Fields(form);
  const id = context.req.param("id") ?? "";
  const run = (): Answered => {
    if (route.method !== "GET" && isBeingMoved(work, id)) throw lockTimeout();
    const { status, body } = route.run({ work, fields, id });
    const paths = status === 200 ? (fields.texts("expand") ?? []) : [];
    return { status, body: render(expand(work, body, paths)) };
  };
  const key = work.cause.idempotencyKey;
  if (key === null) return run();
  const asked = { key, path: context.req.path, params: JSON.stringify(form) };
  return answerOnce(work, ports.world.keys, asked, run);
}

async function formOf(context: Context): Promise<Form> {
  const query = new URL(context.req.url).search.slice(1);
  if (context.req.method === "GET") return parseForm(query);
  const body = await context.req.text();
  const type = context.req.header("content-type") ?? "";
  if (body !== "" && type.startsWith("application/json")) throw new StripeRefusal(400, { message: NOT_A_FORM });
  return parseForm([query, body].filter((part) => part !== "").join("&"));
}

// Stripe honours the key on POST alone: GET and DELETE are idempotent by themselves.
function causeOf(context: Context, requestId: string) {
  const key = context.req.method === "POST" ? context.req.header("idempotency-key") : undefined;
  if (key !== undefined && key.length > 255)
    throw new StripeRefusal(400, { message: "Idempotency keys can have up to 255 characters." });
  return { requestId, idempotencyKey: key ?? null };
}

const refusal = (status: number, error: StripeError): Answered => ({ status, body: render({ error }) });
const render = (body: object): string => `${JSON.stringify(body, null, 2)}\n`;

function unrecognized({ req }: Context): StripeRefusal {
  const message = `Unrecognized request URL (${req.method}: ${req.path}). If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code. Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`;
  return new StripeRefusal(404, { message });
}

function headersOf(
  context: Context,
  { status, replayOf, headers }: Answered,
  requestId: string,
): Record<string, string> {
  const key = context.req.header("idempotency-key");
  return {
    "Content-Type": "application/json",
    "Cache-Control": "no-cache, no-store",
    "Request-Id": requestId,
    "Stripe-Version": API_VERSION,
    ...headers,
    ...(status === 401 ? { "WWW-Authenticate": 'Bearer realm="Stripe"' } : {}),
    ...(key === undefined ? {} : { "Idempotency-Key": key }),
    ...(replayOf === undefined ? {} : { "Idempotent-Replayed": "true", "Original-Request": replayOf }),
  };
}

const NOT_A_FORM =
  "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.";

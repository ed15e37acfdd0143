import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { CreateSessionBody } from "../../../shared/contract/checkout.ts";
import { type RefusalCode, refusals } from "../../../shared/contract/errors.ts";
import { createOrder } from "../checkout/create-order.ts";
import type { Deps } from "../deps.ts";
import type { Caller } from "./bearer.ts";
import { readBody } from "./read-body.ts";
import { refuse } from "./refuse.ts";

export const BODY_CAP = 64 * 1024;

/** `POST /api/checkout/create-session`: an order, and the address where it is paid. */
export async function serveCheckout(c: Context, deps: Deps, caller: Caller): Promise<Response> {
  const read = await readBody(c.req.raw, BODY_CAP);
  if (!read.ok) return bodyRefused(c, read.error.code);
  const parsed = CreateSessionBody.safeParse(parseJson(read.value));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join(".") || "the body";
    return refuse(c, {
      status: 400,
      error: "Invalid request",
      code: "FIELD_REFUSED",
      says: `${field}: ${issue?.message ?? "not as expected"}`,
    });
  }
  const { plan_id, item_type, term, region, server_name, addons } = parsed.data;
  const wanted = {
    planId: plan_id,
    itemType: item_type,
    term,
    region: region ?? null,
    serverName: server_name ?? null,
    addons,
  };
  const buyer = { channel: "storefront", actor: caller.userId, ...caller } as const;
  const created = await createOrder(deps, wanted, buyer);
  if (!created.ok)
    return refuse(c, { ...shortAnswer(created.error.code), code: created.error.code, says: created.error.says });
  const { sessionId, url, orderId } = created.value;
  return c.json({ success: true, sessionId, url, orderId });
}

function shortAnswer(code: RefusalCode): { status: ContentfulStatusCode; error: string } {
  const { status, message } = refusals[code];
  if (code === "PLAN_NOT_FOUND") return { status, error: "Plan not found or inactive" };
  return { status, error: message.split(".")[0] ?? message };
}

function bodyRefused(c: Context, code: "BODY_TOO_LARGE" | "BODY_TRUNCATED"): Response {
  return code === "BODY_TOO_LARGE"
    ? refuse(c, { status: 413, error: "Payload too large", code, says: "A checkout's body has 64 KiB at most." })
    : refuse(c, {
        status: 400,
        error: "Invalid request",
        code,
        says: "The connection ended before the whole body had arrived.",
      });
}

/** Undefined for what is not JSON: the schema then names what is missing. */
function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as unknown;
  } catch {
    return undefined;
  }
}

import { SignJWT } from "jose";
import type { MadeUpCustomer } from "./made-up-customer.ts";

export interface Bought {
  readonly session: string;
  readonly order: string;
}
type CheckedOut = { readonly ok: true; readonly bought: Bought } | { readonly ok: false; readonly says: string };

const PATIENCE = 60_000;

/**
 * Checks out at a shop as a storefront's front end would, one region after the other where one has no room. A shop that
 * refuses or can't be reached is told in `says`.
 */
export async function buyAtShop(shopUrl: string, jwtSecret: string, customer: MadeUpCustomer): Promise<CheckedOut> {
  const token = await tokenOf(jwtSecret, customer);
  let says = "The shop has no region.";
  for (const region of customer.regions) {
    const asked = await checkOut(shopUrl, token, customer, region);
    if (typeof asked !== "string") return { ok: true, bought: asked };
    says = asked;
    if (!says.startsWith("409")) break;
  }
  return { ok: false, says };
}

const tokenOf = (secret: string, { id, email, name }: MadeUpCustomer): Promise<string> =>
  new SignJWT({ email, name })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(id)
    .setIssuedAt()
    .setExpirationTime("10m")
    .sign(new TextEncoder().encode(secret));

/** The session and the order, or what the shop said instead, its status first. */
async function checkOut(
  shopUrl: string,
  token: string,
  { plan_id, item_type, term, server_name }: MadeUpCustomer,
  region: string,
): Promise<Bought | string> {
  try {
    const answer = await fetch(`${shopUrl}/api/checkout/create-session`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ plan_id, item_type, term, region, server_name }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const text = await answer.text();
    if (!answer.ok) return `${answer.status} ${sentenceIn(text)}`;
    const { sessionId, orderId } = JSON.parse(text) as { sessionId: string; orderId: string };
    return { session: sessionId, order: orderId };
  } catch (cause) {
    return `The shop at ${shopUrl} can't be reached: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}

/** What a shop says of its refusal, for a person: its sentence where its JSON has one, else what it sent. */
function sentenceIn(text: string): string {
  try {
    const { message, error } = JSON.parse(text) as { readonly message?: unknown; readonly error?: unknown };
    const says = [message, error].find((each) => typeof each === "string" && each !== "");
    if (says !== undefined) return says as string;
  } catch {
    // no JSON: as it came
  }
  return text.slice(0, 300);
}

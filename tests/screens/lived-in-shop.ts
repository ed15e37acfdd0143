import { tokenFor } from "../suites/shop/token.ts";
import type { HostReady } from "../e2e/harness/hosts.ts";

const CUSTOMERS = [
  ["kai.nakamura", "paper-4gb", "us-central", "nakamura-smp"],
  ["ximena.ruiz", "paper-8gb", "us-east", "ruiz-survival"],
  ["sanna.virtanen", "forge-8gb", "eu-west", "virtanen-modded"],
  ["lotte.visser", "vanilla-2gb", "us-central", "visser-lobby"],
  ["hugo.ferreira", "rust-12gb", "us-east", "ferreira-rust"],
  ["mara.lindqvist", "paper-4gb", "us-central", "lindqvist-keep"],
  ["jae.park", "paper-8gb", "us-central", "park-build"],
  ["priya.raman", "paper-4gb", "us-east", "raman-creative"],
] as const;

/** A shop after a morning's work: most orders run, some wait, one payment's webhook was refused, one was refunded. */
export async function liveIn(host: HostReady): Promise<void> {
  const sandbox = host.sandbox!;
  const stripe = async (method: string, route: string, form: Record<string, string> = {}) => {
    const answer = await fetch(new URL(route, sandbox.stripe), {
      method,
      headers: { authorization: `Bearer ${sandbox.stripe_secret_key}` },
      ...(method === "GET" ? {} : { body: new URLSearchParams(form) }),
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  for (const [index, [name, plan, region, serverName]] of CUSTOMERS.entries()) {
    const token = await tokenFor(sandbox.jwt_secret, name);
    const answer = await fetch(`${host.ingress}/api/checkout/create-session`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ plan_id: plan, item_type: "game", term: "monthly", region, server_name: serverName }),
    });
    const { sessionId } = (await answer.json()) as { sessionId?: string };
    if (!sessionId || index % 4 === 3) continue; // some leave the payment page
    const card = await stripe("POST", "/v1/payment_methods", { type: "card", "card[token]": "tok_visa" });
    await stripe("POST", `/v1/payment_pages/${sessionId}/confirm`, { payment_method: String(card["id"]) });
  }
  const body = JSON.stringify({ id: "evt_stranger", object: "event", type: "invoice.paid" });
  await fetch(`${host.ingress}/api/stripe/webhook`, { method: "POST", body });
  const headers = { "stripe-signature": `t=${Math.floor(Date.now() / 1_000)},v1=${"0".repeat(64)}` };
  await fetch(`${host.ingress}/api/stripe/webhook`, { method: "POST", body, headers });
}

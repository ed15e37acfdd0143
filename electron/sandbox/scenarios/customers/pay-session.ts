import type { AskStripe, Json } from "./ask-stripe.ts";

/** Pays a Checkout Session with a test card; tells what came of it. */
export async function paySession(ask: AskStripe, session: string, card: string): Promise<string> {
  try {
    const method = await ask("POST", "/v1/payment_methods", { type: "card", "card[token]": `tok_${card}` });
    await ask("POST", `/v1/payment_pages/${session}/confirm`, { payment_method: idOf(method) });
    return "paid";
  } catch (cause) {
    return `could not pay: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}

/** Makes a second session for the same thing, as a page does that was opened twice. Its id. */
export async function sessionOnceMore(ask: AskStripe, session: string): Promise<string> {
  const first = (await ask("GET", `/v1/checkout/sessions/${session}?expand[]=line_items`)) as Json & {
    readonly metadata: Readonly<Record<string, string>>;
    readonly line_items: { readonly data: readonly { readonly price: { readonly id: string }; quantity: number }[] };
    readonly success_url: string;
    readonly client_reference_id: string | null;
    readonly customer_email: string | null;
  };
  const lines = first.line_items.data.flatMap(({ price, quantity }, place) => [
    [`line_items[${place}][price]`, price.id],
    [`line_items[${place}][quantity]`, String(quantity)],
  ]);
  const metadata = Object.entries(first.metadata).flatMap(([name, value]) => [
    [`metadata[${name}]`, value],
    [`subscription_data[metadata][${name}]`, value],
  ]);
  const made = await ask("POST", "/v1/checkout/sessions", {
    mode: "subscription",
    success_url: first.success_url,
    ...(first.client_reference_id === null ? {} : { client_reference_id: first.client_reference_id }),
    ...(first.customer_email === null ? {} : { customer_email: first.customer_email }),
    ...(Object.fromEntries([...lines, ...metadata]) as Record<string, string>),
  });
  return idOf(made);
}

/** Opens a session's success page, where it stands on this machine; tells what came of it. */
export async function openSuccessPage(ask: AskStripe, session: string): Promise<string> {
  const { success_url } = (await ask("GET", `/v1/checkout/sessions/${session}`)) as { readonly success_url?: string };
  const url = URL.parse((success_url ?? "").replace("{CHECKOUT_SESSION_ID}", session));
  if (!url || !["127.0.0.1", "[::1]", "localhost"].includes(url.hostname))
    return "found no success page on this machine";
  const answer = await fetch(url).catch(() => null);
  return answer ? `opened the success page: ${answer.status}` : "could not open the success page";
}

const idOf = ({ id }: Json): string => id as string;

import { BESIDE_THE_SHOP } from "../running/stripe-faults.ts";

export type Json = Readonly<Record<string, unknown>>;
export type AskStripe = (
  method: "DELETE" | "GET" | "POST",
  path: string,
  form?: Readonly<Record<string, string>>,
) => Promise<Json>;

/**
 * Asks Stripe as a customer's browser or a person in the dashboard: no fault of the shop's own requests hits it. Rejects
 * with Stripe's sentence where Stripe refuses.
 */
export const askStripeAt =
  (url: string, key: string): AskStripe =>
  async (method, path, form) => {
    const answer = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${key}`, ...BESIDE_THE_SHOP },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    const told = (await answer.json()) as Json & { readonly error?: { readonly message?: string } };
    if (!answer.ok) throw new Error(told.error?.message ?? `Stripe answered ${answer.status}.`);
    return told;
  };

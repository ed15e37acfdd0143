import type { Fields } from "../wire/fields.ts";
import { refused } from "../wire/stripe-refusal.ts";

/** An e-mail address, null where it is unset; what can't be one is refused with Stripe's `email_invalid`. */
export function readEmail(fields: Fields, name: string): string | null {
  const email = fields.emptyable(name) ?? null;
  if (email === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email;
  throw refused(fields.path(name), `Invalid email address: ${email}`, "email_invalid");
}

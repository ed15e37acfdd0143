const WORDS: Readonly<Record<string, string>> = {
  "checkout.session": "Checkout Session",
  payment_intent: "PaymentIntent",
  setup_intent: "SetupIntent",
  invoiceitem: "Invoice item",
  "radar.early_fraud_warning": "Early fraud warning",
};

/** Stripe's name of a kind of object, as Stripe writes it in its pages: `Checkout Session`, `Payment method`. */
export function objectWords(object: string): string {
  const words = WORDS[object];
  if (words !== undefined) return words;
  const plain = (object.split(".").at(-1) ?? object).replaceAll("_", " ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

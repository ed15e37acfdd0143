import type { Seed } from "../seed.ts";

// What every test finds at its Stripe. Apart from the rest, so that a process without a test runner can load it.
export const SECRET_KEY = "sk_test_51SandboxKeyForTests0123456789";
export const WEBHOOK_SECRET = "whsec_testsOfTheSandbox";
export const MONTHLY = "price_paper_monthly";
export const QUARTERLY = "price_paper_quarterly";

export const seed: Seed = {
  products: [{ id: "prod_paper", name: "Paper 4 GB" }],
  prices: [
    price(MONTHLY, "Paper 4 GB, monthly", 1200, 1),
    price(QUARTERLY, "Paper 4 GB, quarterly", 3300, 3),
    { ...price("price_paper_euro", "Paper 4 GB, in euro", 1100, 1), currency: "eur" },
  ],
};

function price(id: string, nickname: string, unit_amount: number, interval_count: number) {
  const recurring = { interval: "month" as const, interval_count };
  return { id, product: "prod_paper", nickname, unit_amount, currency: "usd", recurring };
}

import { expect, test } from "vitest";
import { disputeMeaning } from "./apply-dispute.ts";
import { decideInvoice } from "./decide-invoice.ts";
import { decideRefund, type RefundFacts } from "./decide-refund.ts";

const whole: RefundFacts = { amount: 1_200, amountRefunded: 1_200, currency: "usd", refundedAt: 100, periodEnd: 200 };

test.each<[string, Partial<RefundFacts>, string, string]>([
  ["nothing went back", { amountRefunded: 0 }, "none", "Nothing was refunded."],
  ["a part went back", { amountRefunded: 500 }, "part", "$5.00 of $12.00 was refunded."],
  ["all of it went back", {}, "whole", "All of $12.00 was refunded."],
  ["all of it, at the period's last second", { refundedAt: 200 }, "whole", "All of $12.00 was refunded."],
  [
    "all of a period that had passed",
    { refundedAt: 201 },
    "part",
    "$12.00 was refunded, for a period that had passed by then.",
  ],
  [
    "all of it, and no invoice tells the period",
    { periodEnd: null, refundedAt: 999 },
    "whole",
    "All of $12.00 was refunded.",
  ],
  ["all of it, and nobody tells when", { refundedAt: null }, "whole", "All of $12.00 was refunded."],
  ["a part, in yen", { currency: "jpy", amountRefunded: 500 }, "part", "¥500 of ¥1,200 was refunded."],
])("%s", (_, patch, kind, says) => {
  expect(decideRefund({ ...whole, ...patch })).toEqual({ kind, says });
});

test.each([
  [{ subtotal: 1_200, currency: "USD" }, "payment_confirmed", null],
  [{ subtotal: 1_300, currency: "usd" }, "amount_mismatched", "AMOUNT_MISMATCH"],
  [{ subtotal: 1_200, currency: "eur" }, "amount_mismatched", "AMOUNT_MISMATCH"],
] as const)("an invoice of %o makes the order %s", (invoice, change, code) => {
  expect(decideInvoice({ amount: 1_200, currency: "usd" }, invoice)).toMatchObject({ change, code });
});

test("a mismatch names both amounts", () => {
  const { says } = decideInvoice({ amount: 1_500, currency: "kwd" }, { subtotal: 1_000, currency: "kwd" });
  expect(says).toMatch(/KWD.1\.000.*KWD.1\.500/);
});

test.each([
  ["needs_response", "open"],
  ["under_review", "open"],
  ["appeal_under_review", "open"],
  ["something_new", "open"],
  ["lost", "lost"],
  ["won", "over"],
  ["prevented", "over"],
  ["warning_closed", "over"],
  ["warning_needs_response", "inquiry"],
  ["warning_under_review", "inquiry"],
])("a dispute that is %s is %s", (status, meaning) => {
  expect(disputeMeaning(status)).toBe(meaning);
});

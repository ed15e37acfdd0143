import { randomInt } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

// Prefix, then how many random letters: as long as Stripe's own, so that what fits here fits there.
const SHAPES = {
  account: ["acct_1", 15],
  api_key: ["key_1", 14],
  bank_charge: ["py_3", 23],
  charge: ["ch_3", 23],
  cli_session: ["cliws_1", 23],
  client_secret: ["_secret_", 25],
  customer: ["cus_", 14],
  dispute: ["du_1", 23],
  event: ["evt_1", 23],
  fraud_warning: ["issfr_1", 23],
  invoice: ["in_1", 23],
  invoice_item: ["ii_1", 23],
  invoice_line: ["il_1", 23],
  invoice_payment: ["inpay_1", 23],
  line_item: ["li_1", 23],
  payment_intent: ["pi_3", 23],
  payment_method: ["pm_1", 23],
  price: ["price_1", 23],
  product: ["prod_", 14],
  refund: ["re_3", 23],
  request: ["req_", 14],
  session: ["cs_test_a1", 56],
  signing_secret: ["whsec_", 32],
  subscription: ["sub_1", 23],
  subscription_item: ["si_", 14],
  test_clock: ["clock_1", 23],
  transaction: ["txn_3", 23],
  webhook: ["wh_1", 23],
  webhook_conversation: ["wc_1", 23],
  webhook_endpoint: ["we_1", 23],
} as const satisfies Record<string, readonly [string, number]>;

/** A new id in the shape of Stripe's: `sub_1` and 23 letters and digits. */
export function newId(kind: keyof typeof SHAPES): string {
  const [prefix, length] = SHAPES[kind];
  return prefix + randomText(length);
}

let draw: (below: number) => number = randomInt;

/** Whatever `make` makes, which it does at once, has ids that `random` (numbers of [0, 1)) decides. */
export function withIdsBy<T>(random: () => number, make: () => T): T {
  const before = draw;
  draw = (below) => Math.floor(random() * below);
  try {
    return make();
  } finally {
    draw = before;
  }
}

const randomText = (length: number): string => Array.from({ length }, () => ALPHABET[draw(ALPHABET.length)]).join("");

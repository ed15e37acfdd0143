import { expect, test } from "vitest";
import { openFinding } from "../findings/findings.ts";
import type { Db } from "../store/open-store.ts";
import { openTestStore } from "../store/test-store.ts";
import { ago, NOW, ORDER_ID } from "../trace/facts-for-tests.ts";
import { insertOrder, insertServer, insertSession } from "../trace/rows-for-tests.ts";
import { ATTENTION_REASONS, attentionReason, type AttentionReason, needsPerson } from "./order-rows-attention.ts";
import { ordersWithAttention, traceOrders } from "./order-rows.ts";

const paid = { payment_state: "paid", paid_at: ago(300) } as const;
const running = { ...paid, status: "provisioned", service_state: "active", ptero_server_id: 42 } as const;
const paidSession = { status: "complete", payment_status: "paid", updated_at: ago(150) } as const;

type Case = readonly [reason: AttentionReason, arrange: (db: Db) => Promise<unknown>, says: string];

const cases: readonly Case[] = [
  [
    "amount_in_question",
    async (db) => {
      await insertOrder(db, { ...paid, status: "error", error_code: "AMOUNT_MISMATCH" });
      await insertSession(db, { ...paidSession, amount_subtotal: 999 });
    },
    "Paid $9.99 for paper-8gb, monthly, which costs $19.99.",
  ],
  [
    "provisioning_failed",
    (db) => insertOrder(db, { ...paid, status: "error", error_message: "SERVER_JARFILE is required" }),
    "SERVER_JARFILE is required.",
  ],
  ["no_server", (db) => insertOrder(db, { ...paid, status: "paid" }), "Paid 5 min ago and has no server."],
  [
    "paid_at_stripe",
    async (db) => {
      await insertOrder(db);
      await insertSession(db, paidSession);
    },
    "Stripe said paid, and no event of it arrived.",
  ],
  [
    "disputed",
    (db) => insertOrder(db, { ...running, payment_state: "disputed", service_state: "suspended" }),
    "The customer's bank disputes $19.99. Stripe waits for evidence.",
  ],
  [
    "still_running",
    async (db) => {
      await insertOrder(db, { ...running, status: "refunded", payment_state: "refunded", service_state: "suspended" });
      await insertServer(db);
    },
    "The service is over, and server 42 still runs.",
  ],
  [
    "finding",
    async (db) => {
      await insertOrder(db, running);
      await openFinding(db, { code: "PAID_TWICE", subject: ORDER_ID, says: "Paid twice", evidence: null }, NOW);
    },
    "Paid twice.",
  ],
  [
    "checkout_failed",
    (db) =>
      insertOrder(db, { status: "error", error_message: "Stripe knows no price price_x.", updated_at: ago(86_399) }),
    "Stripe knows no price price_x.",
  ],
];

async function rowOf(db: Db) {
  const order = await ordersWithAttention(db, NOW).executeTakeFirstOrThrow();
  const [traced] = await traceOrders(db, [order], NOW);
  return { reason: order.reason, says: traced!.row.attention };
}

test.each(cases)("%s needs a person and says why", async (reason, arrange, says) => {
  const { db } = openTestStore();
  await arrange(db);
  expect(await rowOf(db)).toEqual({ reason, says });
});

test("every reason has a case here", () => {
  expect(cases.map(([reason]) => reason)).toEqual(ATTENTION_REASONS);
});

const calm: readonly (readonly [name: string, arrange: (db: Db) => Promise<unknown>])[] = [
  ["a running order", (db) => insertOrder(db, running)],
  ["an order that waits for its customer", (db) => insertOrder(db)],
  [
    "an order that was paid a moment ago",
    (db) => insertOrder(db, { ...paid, status: "provisioning", paid_at: ago(299) }),
  ],
  [
    "a payment whose event may still come",
    async (db) => {
      await insertOrder(db);
      await insertSession(db, { ...paidSession, updated_at: ago(149) });
    },
  ],
  [
    "a Session of a slow bank",
    async (db) => {
      await insertOrder(db, { payment_state: "processing" });
      await insertSession(db, { ...paidSession, payment_status: "unpaid" });
    },
  ],
  [
    "a refund whose server is suspended",
    async (db) => {
      await insertOrder(db, { ...running, status: "refunded", payment_state: "refunded", service_state: "suspended" });
      await insertServer(db, { suspended: 1 });
    },
  ],
  ["a checkout that failed yesterday", (db) => insertOrder(db, { status: "error", updated_at: ago(86_400) })],
  [
    "a finding that was closed",
    async (db) => {
      await insertOrder(db, running);
      await openFinding(db, { code: "PAID_TWICE", subject: ORDER_ID, says: "Paid twice", evidence: null }, NOW);
      await db.updateTable("findings").set({ closed_at: NOW }).execute();
    },
  ],
];

test.each(calm)("%s needs nobody, and is in the rest", async (_name, arrange) => {
  const { db } = openTestStore();
  await arrange(db);
  expect(await rowOf(db)).toEqual({ reason: null, says: null });
  const row = await db
    .selectFrom("orders")
    .select([needsPerson(NOW).as("needs"), attentionReason(NOW).as("reason")])
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ needs: 0, reason: null });
});

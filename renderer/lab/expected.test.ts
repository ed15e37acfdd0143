import { expect, test } from "vitest";
import type { LabScenario } from "../../shared/contract/lab.ts";
import type { OrderRow } from "../../shared/contract/orders.ts";
import { expectedOf, purchasesOf } from "./expected.ts";

const scenario: LabScenario = {
  name: "webhook-never-sent",
  title: "Webhook never sent",
  does: "Stripe sends nothing.",
  side: "webhooks",
  defects: [],
  breaks: { step: 5, state: "missing" },
  running: true,
  hits: 4,
  lastRun: null,
};

const order = (id: string, proved: number, more: Partial<OrderRow> = {}): OrderRow => ({
  id,
  status: proved === 10 ? "provisioned" : "pending",
  paymentState: proved === 10 ? "paid" : "unpaid",
  serviceState: "none",
  customerEmail: null,
  planId: "p",
  planName: "P",
  term: "monthly",
  region: "r",
  serverName: "s",
  price: { amount: 1, currency: "usd" },
  createdAt: 0,
  updatedAt: 0,
  strip: Array.from({ length: 10 }, (_, index) => (index < proved ? "proved" : "waiting")),
  attention: null,
  ...more,
});

const came = (orders: readonly OrderRow[]) =>
  purchasesOf(
    {
      asked: orders.length,
      come: orders.length,
      since: 0,
      ended: 1,
      customers: orders.map(({ id }, index) => ({ number: index, email: "", planId: "p", orderId: id, did: ["paid"] })),
    },
    orders,
  );

const foundIn = (chosen: readonly LabScenario[], orders: readonly OrderRow[]) =>
  expectedOf(chosen, came(orders)).map(({ state, found }) => [state, found]);

test("a running scenario that hit something shows how many orders its step holds up", () => {
  expect(foundIn([scenario], [order("a", 3), order("b", 4), order("c", 10)])).toEqual([
    ["proved", "Hit 4 times, 2 orders not beyond it"],
    ["waiting", "1 of 1 order with a server"],
  ]);
  expect(foundIn([{ ...scenario, hits: 0 }], [])).toEqual([
    ["waiting", "Nothing was hit yet. Send a customer."],
    ["waiting", "No paid order here yet"],
  ]);
});

test("mended is proved only when nothing runs and every paid order has its server", () => {
  const stopped = { ...scenario, running: false };
  const whole = [order("a", 10), order("b", 10)];
  const paidOnly = order("c", 6, { status: "provisioning", paymentState: "paid" });
  expect(foundIn([stopped], whole).at(-1)).toEqual(["proved", "2 of 2 orders with a server"]);
  expect(foundIn([stopped], [...whole, paidOnly]).at(-1)).toEqual(["waiting", "2 of 3 orders with a server"]);
  expect(foundIn([scenario], whole).at(-1)![0]).toBe("waiting");
  // Who never paid is owed nothing.
  expect(foundIn([stopped], [...whole, order("d", 3)]).at(-1)).toEqual(["proved", "2 of 2 orders with a server"]);
});

test("a customer whose order is not here has none", () => {
  const [first] = purchasesOf(
    {
      asked: 1,
      come: 1,
      since: 0,
      ended: 1,
      customers: [{ number: 1, email: "e", planId: "p", orderId: "x", did: [] }],
    },
    [order("a", 10)],
  );
  expect(first).toMatchObject({ orderId: "x", order: null });
});

import { expect, test } from "vitest";
import type { OrderRow } from "../../shared/contract/orders.ts";
import { orderPlaces, orderSections } from "./order-places.ts";

const order = (id: string, attention: string | null): OrderRow => ({
  id,
  attention,
  status: "pending",
  paymentState: "unpaid",
  serviceState: "none",
  customerEmail: null,
  planId: "paper-4gb",
  planName: "Paper 4 GB",
  term: "monthly",
  region: "us-central",
  serverName: "smp",
  price: { amount: 999, currency: "usd" },
  createdAt: 0,
  updatedAt: 0,
  strip: [],
});

test("orders that need a person stand under their own title, with the number that was counted", () => {
  const places = orderPlaces([order("a", "The webhook was refused."), order("b", null), order("c", null)]);
  expect(orderSections(places, { all: 1471, attention: 12 })).toEqual([
    { key: "attention", title: "Needs attention", count: 12, rowIds: ["a"] },
    { key: "rest", title: "Everything else", count: 1459, rowIds: ["b", "c"] },
  ]);
});

test("a filter that nobody counted shows titles without numbers", () => {
  const places = orderPlaces([order("a", "It failed."), order("b", null)]);
  expect(orderSections(places, null).map(({ count }) => count)).toEqual([null, null]);
});

test("one kind of order alone needs no title", () => {
  expect(orderSections(orderPlaces([order("a", "It failed.")]), { all: 1, attention: 1 })).toEqual([
    { key: "all", title: null, count: null, rowIds: ["a"] },
  ]);
  expect(orderSections([], null)[0]?.rowIds).toEqual([]);
});

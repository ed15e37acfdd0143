import { expect, test } from "vitest";
import { eventsSearch, ordersSearch, parseSearch, serversSearch, shellSearch, writeSearch } from "./search.ts";

test("an address comes back as it was written", () => {
  const search = { view: "attention", q: "mara & co = 50%", order: "ord_01KAT" };
  expect(ordersSearch(parseSearch(writeSearch(search)))).toEqual(search);
});

test("what the contract does not know is dropped instead of asked for", () => {
  expect(ordersSearch({ view: "nonsense", status: "sold", q: "", region: 7 })).toEqual({});
  expect(eventsSearch({ event: "-1", source: "pigeon" })).toEqual({});
  expect(serversSearch({ node: "1e9" })).toEqual({});
});

test("numbers in an address are whole numbers", () => {
  expect(eventsSearch({ event: "118" })).toEqual({ event: 118 });
  expect(serversSearch({ node: "3", q: "paper" })).toEqual({ node: 3, q: "paper" });
});

test("a query is cut where the engine would refuse it", () => {
  expect(ordersSearch({ q: "x".repeat(500) }).q).toHaveLength(200);
});

test("the drawer is open only when the address says one", () => {
  expect(shellSearch({ new: "1" })).toEqual({ new: 1 });
  expect(shellSearch({ new: "yes" })).toEqual({});
});

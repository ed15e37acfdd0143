import { expect, test } from "vitest";
import { staleKeys } from "./changes.ts";

const paths = (keys: readonly (readonly unknown[])[]) => keys.map((key) => (key[0] as readonly string[]).join("."));

test("a changed order makes its list, the counts and its own detail old, and no other detail", () => {
  const keys = staleKeys({ topic: "orders", ids: ["ord_1"] });
  const lists = ["orders.list", "orders.counts", "acts.progress", "catalog.customer"];
  expect(paths(keys)).toEqual([...lists, "acts.standing", "orders.get"]);
  for (const key of keys.slice(-2)) expect(key[1]).toEqual({ input: { orderId: "ord_1" } });
});

test("orders that can't be named make every detail old", () => {
  expect(staleKeys({ topic: "orders", ids: [] }).at(-1)?.[1]).toEqual({});
});

test("events never make their list old: the tail brings its rows", () => {
  const events = ["events.counts", "events.get", "eventActs.standing", "eventActs.replays.latest"];
  expect(paths(staleKeys({ topic: "events", ids: [] }))).toEqual(events);
});

test("servers change what regions have room for", () => {
  expect(paths(staleKeys({ topic: "servers", ids: [] }))).toEqual(["servers", "catalog.regions"]);
});

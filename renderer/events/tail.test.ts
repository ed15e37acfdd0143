import { expect, test } from "vitest";
import type { EventRow } from "../../shared/contract/event-rows.ts";
import { parseEventQuery } from "../../shared/contract/event-query.ts";
import { emptyTail, fits, isBehind, nextTail, type Tail, type TailFilter, tailRows } from "./tail.ts";

const row = (id: number, fields: Partial<EventRow> = {}): EventRow => ({
  id,
  eventId: `evt_${id}`,
  type: "invoice.paid",
  receivedAt: id,
  outcome: "applied",
  reasonCode: null,
  reason: null,
  source: "endpoint",
  orderId: null,
  customerEmail: null,
  objectId: null,
  more: 0,
  lastAt: null,
  ...fields,
});
const everything: TailFilter = { view: "all", terms: [], source: null };
const asking = (query: string): TailFilter => ({ ...everything, terms: parseEventQuery(query).terms });
const tell = (tail: Tail, ...rows: EventRow[]) => nextTail(tail, { kind: "told", rows });
const look = (tail: Tail, rows: readonly EventRow[], filter = everything, more = false) => {
  const shown = tailRows(tail, { rows, more }, filter);
  return { ids: shown.rows.map(({ id }) => id), outcomes: shown.rows.map(({ outcome }) => outcome), ...shown };
};

test("arrivals stand above the list, newest first", () => {
  const tail = tell(tell(emptyTail, row(11), row(12)), row(13));
  expect(look(tail, [row(10), row(9)]).ids).toEqual([13, 12, 11, 10, 9]);
});

test("a new outcome changes a row where it stands, in the tail and in the list", () => {
  const tail = tell(tell(emptyTail, row(11, { outcome: "journaled" })), row(11), row(9, { outcome: "failed" }));
  const { ids, outcomes } = look(tail, [row(10), row(9)]);
  expect(ids).toEqual([11, 10, 9]);
  expect(outcomes).toEqual(["applied", "applied", "failed"]);
});

test("while it is paused arrivals wait, outcomes still change, and resuming shows them all", () => {
  const paused = nextTail(tell(emptyTail, row(11)), { kind: "paused", why: "opened", newest: 11 });
  const tail = tell(paused, row(12), row(13), row(11, { outcome: "failed" }));
  const held = look(tail, [row(10)]);
  expect(held.ids).toEqual([11, 10]);
  expect(held.outcomes[0]).toBe("failed");
  expect(held.waiting).toBe(2);
  const resumed = look(nextTail(tail, { kind: "resumed" }), [row(10)]);
  expect(resumed.ids).toEqual([13, 12, 11, 10]);
  expect(resumed.waiting).toBe(0);
});

test("a list that is read anew while the tail is paused does not move it", () => {
  const paused = nextTail(emptyTail, { kind: "paused", why: "asked", newest: 10 });
  const { ids, waiting } = look(paused, [row(12), row(11), row(10)]);
  expect(ids).toEqual([10]);
  expect(waiting).toBe(2);
});

test("coming back to the top resumes only what scrolling paused", () => {
  const scrolled = nextTail(emptyTail, { kind: "paused", why: "scrolled", newest: 1 });
  expect(nextTail(scrolled, { kind: "over", why: "scrolled" }).pause).toBeNull();
  const asked = nextTail(emptyTail, { kind: "paused", why: "asked", newest: 1 });
  expect(nextTail(asked, { kind: "paused", why: "scrolled", newest: 5 })).toBe(asked);
  expect(nextTail(asked, { kind: "over", why: "scrolled" }).pause).toBe("asked");
});

test("after a new stream the list wins over what the old one told, and no row vanishes until it is read", () => {
  const tail = nextTail(tell(emptyTail, row(11, { outcome: "journaled" })), { kind: "new_stream" });
  expect(look(tail, [row(10)]).ids).toEqual([11, 10]);
  const read = look(tail, [row(11), row(10)]);
  expect(read.outcomes).toEqual(["applied", "applied"]);
  expect(nextTail(tail, { kind: "list_read" }).before.size).toBe(0);
});

test("news of rows that are further down than what was read are not shown out of place", () => {
  expect(look(tell(emptyTail, row(3)), [row(10), row(9)], everything, true).ids).toEqual([10, 9]);
});

test("a row that comes to fit a view enters it, one that ceases to stays where it is", () => {
  const retrying: TailFilter = { ...everything, view: "retrying" };
  const tail = tell(emptyTail, row(9, { outcome: "retrying" }), row(10, { outcome: "applied" }));
  expect(look(tail, [row(10, { outcome: "retrying" })], retrying).ids).toEqual([10, 9]);
});

test("a flood while nobody looks is counted and read again on resuming", () => {
  const flood = Array.from({ length: 2003 }, (_, index) => row(11 + index));
  const paused = tell(nextTail(emptyTail, { kind: "paused", why: "asked", newest: 10 }), ...flood);
  expect(look(paused, [row(10)]).waiting).toBe(2003);
  expect(isBehind(paused)).toBe(false);
  expect(isBehind(nextTail(paused, { kind: "resumed" }))).toBe(true);
});

test("a filter keeps arrivals out that the engine's list would not have", () => {
  const rejected = row(11, { outcome: "rejected", type: null, eventId: null });
  const mine = row(12, { orderId: "ord_01KAT", customerEmail: "Mara@example.se", source: "forward" });
  expect(fits(rejected, { ...everything, view: "rejected" })).toBe(true);
  expect(fits(mine, { ...everything, view: "rejected" })).toBe(false);
  expect(fits(mine, asking(" mara@ "))).toBe(true);
  expect(fits(rejected, asking("mara"))).toBe(false);
  expect(fits(mine, { ...everything, source: "endpoint" })).toBe(false);
});

test("what gave up stands in the view of those that are tried again", () => {
  const retrying: TailFilter = { ...everything, view: "retrying" };
  expect(fits(row(1, { outcome: "failed" }), retrying)).toBe(true);
  expect(fits(row(1, { outcome: "applied" }), retrying)).toBe(false);
});

test("what was chosen holds the tail until it is resumed, what was opened until it is closed", () => {
  const chosen = nextTail(emptyTail, { kind: "paused", why: "chosen", newest: 7 });
  expect(nextTail(chosen, { kind: "over", why: "scrolled" }).pause).toBe("chosen");
  const opened = nextTail(chosen, { kind: "paused", why: "opened", newest: 9 });
  expect(opened).toMatchObject({ pause: "opened", ceiling: 7 });
  expect(nextTail(opened, { kind: "over", why: "opened" }).pause).toBeNull();
});

test("a running tail is read from the list again before it grows long", () => {
  const flood = Array.from({ length: 400 }, (_, index) => row(11 + index));
  expect(isBehind(tell(emptyTail, ...flood.slice(1)))).toBe(false);
  const long = tell(emptyTail, ...flood);
  expect(isBehind(long)).toBe(true);
  expect(isBehind(nextTail(long, { kind: "paused", why: "asked", newest: 11 }))).toBe(false);
});

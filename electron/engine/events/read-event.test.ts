import { expect, test } from "vitest";
import { readEvent } from "./read-event.ts";

const EVENT = { id: "evt_1", object: "event", type: "invoice.paid", data: { object: { id: "in_1" } } };
const read = (fields: object) => readEvent(JSON.stringify({ ...EVENT, ...fields }));

test("an event is read for its ids, its kind and its mode", () => {
  expect(read({ created: 1_795_530_000, livemode: true })).toEqual({
    ok: true,
    value: {
      eventId: "evt_1",
      type: "invoice.paid",
      thin: false,
      livemode: true,
      createdAt: 1_795_530_000_000,
      objectId: "in_1",
    },
  });
});

test.each([
  ["2026-11-24T14:42:00.000Z", Date.UTC(2026, 10, 24, 14, 42)],
  ["some day", null],
  [undefined, null],
])("when it was made is read as it is told: %o", (created, createdAt) => {
  expect(read({ created })).toMatchObject({ value: { createdAt } });
});

test.each([{ data: undefined }, { data: {} }, { data: { object: {} } }])(
  "one that names no object (%o) is one all the same, and a test event where it says nothing else",
  (fields) => {
    expect(read(fields)).toMatchObject({ ok: true, value: { objectId: null, livemode: false } });
  },
);

test("a thin event is told apart", () => {
  expect(read({ object: "v2.core.event" })).toMatchObject({ value: { thin: true } });
});

test.each([
  ["{", "BODY_NOT_JSON"],
  ["[]", "BODY_NOT_AN_EVENT"],
  [JSON.stringify({ ...EVENT, id: "" }), "BODY_NOT_AN_EVENT"],
  [JSON.stringify({ ...EVENT, object: "invoice" }), "BODY_NOT_AN_EVENT"],
])("a signed body that is no event is refused by what it is: %s", (body, code) => {
  expect(readEvent(body)).toMatchObject({ ok: false, error: { code } });
});

import { expect, test } from "vitest";
import { heartbeatIn, heartbeatOf } from "./heartbeat-event.ts";

const customer = (metadata: Record<string, unknown>) => ({ object: "customer", metadata });
const payload = (object: unknown) => JSON.stringify({ id: "evt_1", data: { object } });
const updated = { type: "customer.updated", livemode: false };
const marked = customer({ waybill_heartbeat: "mark-1" });

test("a heartbeat is known by its mark, in text and as an object", () => {
  expect(heartbeatIn(updated, payload(marked))).toBe("mark-1");
  expect(heartbeatOf(updated, marked)).toBe("mark-1");
  expect(heartbeatIn({ ...updated, type: "customer.created" }, payload(marked))).toBe("mark-1");
});

test.each([
  ["in live mode there is none", { ...updated, livemode: true }, marked],
  ["other types are none", { ...updated, type: "invoice.paid" }, marked],
  ["a customer of the shop's is none", updated, customer({ note: "waybill_heartbeat" })],
  ["nor what a customer has under that name elsewhere", updated, { object: "subscription", metadata: marked.metadata }],
  ["nor a mark that is no text", updated, customer({ waybill_heartbeat: 7 })],
])("%s", (_says, head, object) => {
  expect(heartbeatIn(head, payload(object))).toBeNull();
  expect(heartbeatOf(head, object)).toBeNull();
});

test("a body that is no JSON, or has no object, is no heartbeat, whatever words are in it", () => {
  expect(heartbeatIn(updated, '{"waybill_heartbeat"')).toBeNull();
  expect(heartbeatIn(updated, '{"note":"waybill_heartbeat"}')).toBeNull();
  expect(heartbeatOf(updated, null)).toBeNull();
});

import { expect, test } from "vitest";
import type { Finding } from "../../findings/findings.ts";
import type { Hold } from "../../lifecycle/holds.ts";
import { anOrder, aSession } from "../../trace/facts-for-tests.ts";
import { changeSentences } from "./change-sentences.ts";
import type { Added, OrderState } from "./order-state.ts";

const state = (patch: Partial<OrderState> = {}): OrderState => ({
  orders: [anOrder()],
  sessions: [],
  holds: [],
  scheduled: [],
  openFindings: [],
  ...patch,
});
const told = (before: Partial<OrderState>, after: Partial<OrderState>, added: Partial<Added> = {}) =>
  changeSentences(state(before), state(after), { history: [], jobs: [], ...added });

test("what changes nothing says nothing", () => {
  expect(told({}, { orders: [anOrder({ version: 2, updated_at: 1, status: "paid" })] })).toEqual([]);
});

test("an order's move is told as its history has it", () => {
  const [from, to] = ["pending", "paid"].map((status) => JSON.stringify({ status }));
  const history = [{ id: 1, order_id: "ord_1", at: 0, cause: "checkout", change: "x", before: from!, after: to! }];
  expect(told({}, {}, { history })).toEqual(["Order from pending to paid."]);
});

test.each([
  ["provision_server", "{}", "Job provision server makes its server."],
  ["refresh_mirror", "{}", "Job refresh mirror runs."],
  ["process_event", '{"eventId":"evt_1"}', "The held event evt_1 is applied, too."],
])("the job %s is told by what it does", (kind, payload, says) => {
  const jobs = [{ kind, payload }] as unknown as Added["jobs"];
  expect(told({}, {}, { jobs })).toEqual([says]);
});

test.each([
  [{ paid_at: 1 }, "The order's paid at are noted."],
  [
    { paid_at: 1, address: "x", stripe_customer_id: "cus_1" },
    "The order's address, stripe customer id and paid at are noted.",
  ],
])("columns that are set are named: %o", (patch, says) => {
  expect(told({}, { orders: [anOrder(patch)] })).toEqual([says]);
});

test("a Session is told with how it stood, or as new; one that stays is not told", () => {
  const [open, paid] = [aSession(), aSession({ status: "complete", payment_status: "paid" })];
  expect(told({ sessions: [open] }, { sessions: [paid] })).toEqual([
    "Checkout Session cs_test_a1f93jd02kQx7 from open, unpaid to complete, paid.",
  ]);
  expect(told({}, { sessions: [open] })).toEqual(["Checkout Session cs_test_a1f93jd02kQx7 is noted as open, unpaid."]);
  expect(told({ sessions: [open] }, { sessions: [open] })).toEqual([]);
});

test("a hold that comes or goes is told with its reason", () => {
  const hold: Hold = { order_id: "ord_1", reason: "disputed", source: "dp_1", since: 0, says: "A bank disputes it." };
  expect(told({}, { holds: [hold] })).toEqual(["The service is held: A bank disputes it."]);
  expect(told({ holds: [hold] }, {})).toEqual(["The service is held no longer: A bank disputes it."]);
});

const act = (due_at: number) =>
  ({ key: "terminate:ord_1", due_at, says: "It is unpaid." }) as OrderState["scheduled"][number];

test("a deletion that is put off is withdrawn and scheduled anew, each with its time", () => {
  const [first, later] = [act(Date.UTC(2026, 11, 1)), act(Date.UTC(2026, 11, 8, 9, 30))];
  expect(told({ scheduled: [first] }, { scheduled: [later] })).toEqual([
    "The deletion of its server is scheduled for 2026-12-08 09:30 UTC. It is unpaid.",
    "The deletion of its server on 2026-12-01 00:00 UTC is withdrawn.",
  ]);
});

test("a finding that opens says what is wrong, one that closes its code", () => {
  const finding = { id: 7, code: "PAID_TWICE", says: "Two Sessions paid." } as Finding;
  expect(told({}, { openFindings: [finding] })).toEqual(["Finding PAID_TWICE opens: Two Sessions paid."]);
  expect(told({ openFindings: [finding] }, {})).toEqual(["Finding PAID_TWICE closes."]);
});

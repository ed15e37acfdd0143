import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { newId } from "../ids.ts";
import type { Customer, TestClock } from "../shapes/object-types.ts";
import { missingParam, refused, StripeRefusal } from "../wire/stripe-refusal.ts";
import { emit, type Work } from "../work.ts";
import { deleteCustomer } from "./customers.ts";
import { furthestAdvance } from "../clocks/furthest-advance.ts";
import { list, named, referred, retrieve } from "./read-routes.ts";

const PATH = "/v1/test_helpers/test_clocks";
const DAY = 24 * 3600;

export const testClockRoutes: readonly Route[] = [
  { method: "POST", path: PATH, run: create },
  { method: "POST", path: `${PATH}/:id/advance`, run: advance },
  { method: "DELETE", path: `${PATH}/:id`, run: remove },
  retrieve("test_helpers.test_clock", PATH),
  list("test_helpers.test_clock", PATH, [], () => ({})),
];

function create({ work, fields }: Call): Reply {
  fields.allow("customer", "expand", "frozen_time", "name");
  const frozen_time = fields.integer("frozen_time", { min: 0 });
  if (frozen_time === undefined) throw missingParam("frozen_time");
  const clock: TestClock = {
    id: newId("test_clock"),
    object: "test_helpers.test_clock",
    created: work.now,
    deletes_after: work.now + 30 * DAY,
    frozen_time,
    livemode: false,
    name: fields.text("name") ?? null,
    status: "ready",
    status_details: {},
  };
  work.objects.insert(clock, work.now);
  const customer = fields.text("customer");
  if (customer !== undefined) attachCustomer(work, clock, referred(work, "customer", customer, "customer"));
  emit(work, "test_helpers.test_clock.created", clock);
  return reply(clock);
}

/** Puts a customer that is there already, with all that is billed to them, on a clock of their own. */
function attachCustomer(work: Work, clock: TestClock, customer: Customer): void {
  if (customer.test_clock)
    throw refused("customer", "This customer is already attached to a test clock, which can't be changed.");
  const theirs = { where: { customer: customer.id } };
  const all = [
    customer,
    ...work.objects.list("subscription", { limit: 1000 }, theirs).data,
    ...work.objects.list("invoice", { limit: 1000 }, theirs).data,
    ...work.objects.list("invoiceitem", { limit: 1000 }, theirs).data,
  ];
  for (const value of all) work.objects.save({ ...value, test_clock: clock.id });
}

/** Begins to move the clock on. What is passed happens in the background; the clock is `ready` again when it has. */
function advance(call: Call): Reply {
  const { work, fields } = call;
  fields.allow("expand", "frozen_time");
  const clock = named(call, "test_helpers.test_clock");
  const target = fields.integer("frozen_time");
  if (target === undefined) throw missingParam("frozen_time");
  if (clock.status !== "ready") throw new StripeRefusal(400, { message: BUSY });
  if (target <= clock.frozen_time)
    throw refused("frozen_time", "The test clock's `frozen_time` can only be moved forward.");
  if (target > furthestAdvance(work, clock))
    throw refused(
      "frozen_time",
      "You can't advance a test clock by more than two intervals of its shortest subscription.",
    );
  const advancing: TestClock = {
    ...clock,
    status: "advancing",
    status_details: { advancing: { target_frozen_time: target } },
  };
  work.objects.save(advancing);
  emit(work, "test_helpers.test_clock.advancing", advancing);
  return reply(advancing);
}

const BUSY = "The test clock is advancing already. Wait until it is ready.";

/** Deletes the clock with its customers. */
function remove(call: Call): Reply {
  const clock = named(call, "test_helpers.test_clock");
  const customers = call.work.objects.list(
    "customer",
    { limit: 1000 },
    { where: { test_clock: clock.id, deleted: null } },
  );
  for (const customer of customers.data) deleteCustomer(call.work, customer);
  call.work.objects.remove(clock.id);
  emit(call.work, "test_helpers.test_clock.deleted", clock);
  return reply({ id: clock.id, object: clock.object, deleted: true });
}

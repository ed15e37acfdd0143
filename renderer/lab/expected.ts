import type { LabScenario, LabVisit } from "../../shared/contract/lab.ts";
import type { OrderRow } from "../../shared/contract/orders.ts";
import type { TraceStepState } from "../../shared/contract/states.ts";
import { TRACE_STEPS } from "../../shared/contract/trace-steps.ts";

/** A customer of the lab's with the order that they made here, as far as it is known. */
export interface Purchase {
  readonly number: number;
  readonly email: string;
  readonly did: readonly string[];
  readonly orderId: string | null;
  readonly order: OrderRow | null;
}

/** Customers and the orders that they made, newest first. One who bought elsewhere, or was refused, has none here. */
export const purchasesOf = (visit: LabVisit | null, orders: readonly OrderRow[]): readonly Purchase[] =>
  (visit?.customers ?? []).map(({ number, email, did, orderId }) => ({
    number,
    email,
    did,
    orderId,
    order: orders.find(({ id }) => id === orderId) ?? null,
  }));

/** One thing that should be seen, and what is seen of it. */
export interface Expected {
  readonly key: string;
  readonly says: string;
  readonly state: TraceStepState;
  readonly found: string;
}

const times = (count: number): string => (count === 1 ? "once" : `${count} times`);
const orders = (count: number): string => (count === 1 ? "1 order" : `${count} orders`);

/** What the chosen scenarios should do, and what has come of it. Pure. */
export function expectedOf(chosen: readonly LabScenario[], purchases: readonly Purchase[]): readonly Expected[] {
  const known = purchases.flatMap(({ order }) => (order ? [order] : []));
  return [...chosen.map((scenario) => breakage(scenario, known)), mended(chosen, known)];
}

function breakage({ name, breaks, running, hits, side, title }: LabScenario, known: readonly OrderRow[]): Expected {
  const whose = side === "shop" ? "The older shop's step" : "Step";
  const says = breaks ? `${whose} ${breaks.step} breaks: ${TRACE_STEPS[breaks.step - 1]}` : `${title}: no step breaks`;
  if (!running) return { key: name, says, state: "waiting", found: "Not running" };
  if (hits === 0) return { key: name, says, state: "waiting", found: "Nothing was hit yet. Send a customer." };
  const there = breaks ? known.filter(({ strip }) => strip[breaks.step - 1] !== "proved").length : 0;
  const where = there > 0 ? `, ${orders(there)} not beyond it` : "";
  return { key: name, says, state: "proved", found: `Hit ${times(hits)}${where}` };
}

function mended(chosen: readonly LabScenario[], known: readonly OrderRow[]): Expected {
  const says = "Once it is stopped, every paid order gets its server";
  const paid = known.filter(({ paymentState, status }) => paymentState !== "unpaid" || status !== "pending");
  const running = paid.filter(({ status }) => status === "provisioned").length;
  const isOver = chosen.every((scenario) => !scenario.running);
  if (paid.length === 0) return { key: "mended", says, state: "waiting", found: "No paid order here yet" };
  const found = `${running} of ${orders(paid.length)} with a server`;
  return { key: "mended", says, state: isOver && running === paid.length ? "proved" : "waiting", found };
}

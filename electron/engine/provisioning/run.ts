import type { Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import type { Job, JobOutcome } from "../jobs/job.ts";
import { type Order, patchOrder } from "../orders/order-repository.ts";
import type { Panel } from "../panel/panel-port.ts";
import type { Db } from "../store/open-store.ts";

/** What a provisioning job has claimed. `order` is as it was then; what must be current is read again in a transaction. */
export interface Claimed {
  readonly deps: Deps;
  readonly job: Job;
  readonly order: Order;
}

/** One run of a provisioning job against a panel. */
export interface Run extends Claimed {
  readonly panel: Panel;
}

/** A step's value, or how the run ends here. */
export type Stepped<T> = Promise<Result<T, JobOutcome>>;

export const DONE: JobOutcome = { kind: "done" };

export const causeOf = ({ job, deps }: Claimed) => ({ cause: `job:${job.id}`, at: deps.options.now() }) as const;

/** Whether the order still wants a server: it may be refunded, disputed or canceled between any two steps. */
export const wantsServer = (
  order: Order | undefined,
): order is Order & { readonly status: "provisioning"; readonly payment_state: "paid" } =>
  order?.status === "provisioning" && order.payment_state === "paid";

/** What an order says while it fares well. */
export const NO_TROUBLE = { error_code: null, error_message: null, failing_since: null } as const;

/** Takes back what an earlier fault left on the order, once things go on. */
export async function clearTrouble(tx: Db, order: Order, now: number): Promise<void> {
  if (order.error_code === null && order.error_message === null && order.failing_since === null) return;
  await patchOrder(tx, order, NO_TROUBLE, now);
}

export const publishOrder = ({ deps, order }: Claimed): void =>
  deps.changes.publish({ topic: "orders", ids: [order.id] });

import type { Result } from "../../../shared/kernel/result.ts";
import { aCatalog } from "../../../electron/engine/catalog/catalog-for-tests.ts";
import { importCatalog } from "../../../electron/engine/catalog/import-catalog.ts";
import { buildOf } from "../../../electron/engine/catalog/offer.ts";
import { findPlan } from "../../../electron/engine/catalog/read-catalog.ts";
import type { Deps } from "../../../electron/engine/deps.ts";
import type { HandledType } from "../../../electron/engine/events/event-types.ts";
import { processJob } from "../../../electron/engine/events/held-events.ts";
import { processEvent } from "../../../electron/engine/events/process-event.ts";
import { enqueueJob } from "../../../electron/engine/jobs/enqueue-job.ts";
import type { JobHandler } from "../../../electron/engine/jobs/job.ts";
import { applyEvent } from "../../../electron/engine/lifecycle/apply-event.ts";
import { applySubscriptionLater } from "../../../electron/engine/lifecycle/apply-subscription-job.ts";
import { settleOrder } from "../../../electron/engine/lifecycle/settle-order.ts";
import { writeLineItems } from "../../../electron/engine/orders/line-items.ts";
import { changeOrder, type Order } from "../../../electron/engine/orders/order-repository.ts";
import { testDeps } from "../../../electron/engine/rpc/deps-for-tests.ts";
import { type Db, openStore, type Store } from "../../../electron/engine/store/open-store.ts";
import { insertEvent, insertOrder } from "../../../electron/engine/trace/rows-for-tests.ts";
import { ORDER_ID, PRICE, START, type StoryStripe, type Told } from "./story-stripe.ts";

/** What of an engine hears Stripe's events, on a database of its own, with the order of the story unpaid. */
export class StoryEngine {
  readonly #stripe: StoryStripe;
  readonly #store: Store;
  readonly #deps: Deps;
  readonly #handlers: Readonly<Record<string, JobHandler>>;
  #told = 0;

  private constructor(stripe: StoryStripe, store: Store, deps: Deps) {
    this.#stripe = stripe;
    this.#store = store;
    this.#deps = deps;
    this.#handlers = { process_event: processEvent(deps), apply_subscription: applySubscriptionLater(deps) };
  }

  static async open(stripe: StoryStripe, url: string): Promise<StoryEngine> {
    const opened = openStore(":memory:");
    if (!opened.ok) throw new Error(opened.error.says);
    const store = opened.value;
    const now = () => stripe.now * 1_000;
    const config = { secretKey: "sk_test_story", webhookSecrets: [], apiBase: url };
    await writeOrder(store.db);
    return new StoryEngine(stripe, store, testDeps(store, { now, stripe: config }));
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  order(): Promise<Order> {
    return this.#store.db.selectFrom("orders").selectAll().where("id", "=", ORDER_ID).executeTakeFirstOrThrow();
  }

  /** Events that were not applied. */
  failures() {
    const given = this.#store.db.selectFrom("stripe_events_log").select(["type", "reason"]);
    return given.where("outcome", "in", ["failed", "retrying"]).execute();
  }

  /** An event arrives and is applied. Each arrival has an id of its own: two events may tell one thing. */
  async hear({ type, object }: Told): Promise<void> {
    const now = this.#deps.options.now();
    const event_id = `evt_${(this.#told += 1)}`;
    const payload = JSON.stringify({ data: { object } });
    const fresh = { outcome: "journaled", processed: 0, processed_at: null, order_id: null } as const;
    await insertEvent(this.#store.db, { event_id, type, payload, object_id: object.id, received_at: now, ...fresh });
    await enqueueJob(this.#store.db, processJob(event_id, now), now);
    await this.#work();
  }

  /** Two events are applied at the same time: `other` happens when Stripe has settled what it answers to `one`. */
  async hearAtOnce(one: Told, other: () => Told): Promise<void> {
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    this.#stripe.onAsked = resolve;
    const apply = ({ type, object }: Told) => applyEvent(this.#deps, type as HandledType, object, "event:evt_x");
    const first = apply(one);
    await asked;
    const both = await Promise.all([first, apply(other())]);
    if (both.some(({ kind }) => kind !== "applied")) throw new Error("one of them was not applied");
  }

  /** Makes the server that a paid order waits for, as provisioning would. */
  async provision(): Promise<void> {
    const found = await this.order();
    if (found.status !== "paid" || found.payment_state !== "paid") return;
    const by = { cause: "job:1", at: this.#deps.options.now() } as const;
    await this.#store.db.transaction().execute(async (tx) => {
      const started = must(await changeOrder(tx, found, "provisioning_started", by));
      const ready = must(await changeOrder(tx, started, "server_ready", by, { ptero_server_id: 7 }));
      must(await settleOrder(tx, ready, ready, by));
    });
  }

  /** Runs the jobs that events ask for, one at a time, until none is left. Servers are made by the test alone. */
  async #work(): Promise<void> {
    const { db } = this.#store;
    for (;;) {
      const waiting = db.selectFrom("jobs").selectAll().where("queue", "=", "events").where("state", "=", "waiting");
      const job = await waiting.orderBy("id").executeTakeFirst();
      if (!job) return;
      const { id, kind, key, order_id: orderId } = job;
      const attempts = job.attempts + 1;
      await db.updateTable("jobs").set({ state: "running", attempts }).where("id", "=", id).execute();
      const payload = JSON.parse(job.payload) as unknown;
      const outcome = await this.#handlers[kind]!({ id, kind, key, payload, attempts, orderId });
      const state = outcome.kind === "retry" ? "waiting" : outcome.kind;
      await db.updateTable("jobs").set({ state }).where("id", "=", id).execute();
    }
  }
}

async function writeOrder(db: Db): Promise<void> {
  await importCatalog(db, aCatalog(), START);
  const build = JSON.stringify(buildOf((await findPlan(db, "paper-4gb"))!, []));
  const line_items = writeLineItems([{ price: "price_paper_m", quantity: 1 }]);
  await insertOrder(db, {
    id: ORDER_ID,
    plan_id: "paper-4gb",
    amount: PRICE,
    build,
    line_items,
    created_at: START * 1_000,
  });
}

function must<T>(result: Result<T, { readonly says: string }>): T {
  if (!result.ok) throw new Error(result.error.says);
  return result.value;
}

import { expireSession } from "./purchase/expire-session.ts";
import { DeliveryQueue } from "./store/delivery-queue.ts";
import { EventLog } from "./store/event-log.ts";
import { IdempotencyKeys } from "./store/idempotency-keys.ts";
import { ObjectStore } from "./store/object-store.ts";
import type { Database } from "./store/open-database.ts";
import { NOBODY, type Cause, type Work } from "./work.ts";

/** All state of this Stripe and the one way to change it. */
export class World {
  readonly objects: ObjectStore;
  readonly events: EventLog;
  readonly deliveries: DeliveryQueue;
  readonly keys: IdempotencyKeys;
  readonly now: () => number;
  /** Called after each transaction: something may have become due. */
  onCommitted: () => void = () => {};
  readonly #db: Database;
  #publicUrl = "";

  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.now = now;
    this.objects = new ObjectStore(db);
    this.events = new EventLog(db);
    this.deliveries = new DeliveryQueue(db);
    this.keys = new IdempotencyKeys(db);
  }

  /**
   * Runs one act as one transaction; what it throws undoes it. Sessions whose time is over expire first, so nobody ever
   * sees one open that is not.
   */
  transact<T>(cause: Cause, act: (work: Work) => T): T {
    this.expireSessions();
    const done = this.#db.transaction(() => act(this.#work(cause))).immediate();
    this.onCommitted();
    return done;
  }

  /** Expires the Checkout Sessions whose time is over, each in a transaction of its own. */
  expireSessions(): void {
    for (const id of this.objects.sessionsToExpire(Math.floor(this.now() / 1000))) {
      this.#db
        .transaction(() => expireSession(this.#work(NOBODY), this.objects.get("checkout.session", id)))
        .immediate();
      this.onCommitted();
    }
  }

  /** Says under which origin this Stripe is reached now: its port may differ from the last start's. */
  moveTo(publicUrl: string): void {
    this.#publicUrl = publicUrl;
    this.objects.rewriteSessionUrls(`${publicUrl}/c/pay/`);
  }

  close(): void {
    this.#db.close();
  }

  #work(cause: Cause): Work {
    const { objects, events, deliveries } = this;
    const nowMs = this.now();
    return { now: Math.floor(nowMs / 1000), nowMs, cause, objects, events, deliveries, publicUrl: this.#publicUrl };
  }
}

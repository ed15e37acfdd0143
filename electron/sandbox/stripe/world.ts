import { doWhatIsDue } from "./clocks/do-what-is-due.ts";
import { shuffled } from "./clocks/shuffled.ts";
import type { ClockedWork } from "./clocks/clocked-work.ts";
import { CliSessions } from "./cli/cli-sessions.ts";
import { ApiKeys } from "./store/api-keys.ts";
import { CliDeliveries } from "./store/cli-deliveries.ts";
import { DeliveryQueue } from "./store/delivery-queue.ts";
import { EventLog, type StripeEvent } from "./store/event-log.ts";
import { IdempotencyKeys } from "./store/idempotency-keys.ts";
import { ObjectStore } from "./store/object-store.ts";
import { NO_STRIPE_FAULTS, type StripeFaults } from "./faults.ts";
import type { Opened } from "./store/open-database.ts";
import { RequestLog } from "./store/request-log.ts";
import { Settings } from "./store/settings.ts";
import { NOBODY, publish, type Cause, type Work } from "./work.ts";

/** The clock that rules whatever is on no test clock. */
const OWN_CLOCK = "";

/** All state of this Stripe and the one way to change it. */
export class World {
  readonly objects: ObjectStore;
  readonly events: EventLog;
  readonly deliveries: DeliveryQueue;
  readonly keys: IdempotencyKeys;
  readonly apiKeys: ApiKeys;
  readonly requests: RequestLog;
  readonly settings: Settings;
  readonly cli: CliSessions;
  readonly cliDeliveries: CliDeliveries;
  readonly now: () => number;
  /** Called after each transaction with what it told, and what is to be told once more: something may have become due. */
  onCommitted: (told: readonly StripeEvent[], again: readonly StripeEvent[]) => void = () => {};
  readonly #faults: StripeFaults;
  readonly #db: Opened["db"];
  readonly #log: (line: string) => void;
  #publicUrl = "";

  constructor(
    { db, migrated }: Opened,
    now: () => number,
    log: (line: string) => void,
    faults: StripeFaults = NO_STRIPE_FAULTS,
  ) {
    this.#faults = faults;
    this.#db = db;
    this.#log = log;
    this.now = now;
    this.objects = new ObjectStore(db);
    this.events = new EventLog(db);
    this.deliveries = new DeliveryQueue(db);
    this.keys = new IdempotencyKeys(db);
    this.apiKeys = new ApiKeys(db);
    this.requests = new RequestLog(db);
    this.settings = new Settings(db);
    // What fell due while nothing ran happens before it is known where this start is reached.
    this.#publicUrl = this.settings.get("origin") ?? "";
    this.cli = new CliSessions(this.settings);
    this.cliDeliveries = new CliDeliveries(db);
    if (migrated) db.transaction(() => this.objects.scheduleAll()).immediate();
  }

  /**
   * Runs one act as one transaction; what it throws undoes it. What time has brought about happens first, so nobody ever
   * sees a session open whose time is over.
   */
  transact<T>(cause: Cause, act: (work: Work) => T): T {
    this.catchUp();
    return this.#commit(this.#work(cause), act);
  }

  /** Does, thing by thing, what is due on the sandbox's own clock. */
  catchUp(): void {
    const until = Math.floor(this.now() / 1000) + (this.settings.get("ahead") ?? 0);
    while (this.step(OWN_CLOCK, until));
  }

  /**
   * Does the next thing that is due on a clock at `until` (epoch seconds) or before, in a transaction of its own; false
   * where there is none. What it tells is told in no causal order, as Stripe's machines tell it.
   */
  step(clock: string, until: number): boolean {
    const next = this.objects.nextDue(clock, until);
    if (!next) return false;
    try {
      const work: ClockedWork = { ...this.#work(NOBODY), at: next.due };
      this.#commit(work, (clocked) => doWhatIsDue(clocked, next.id), shuffled);
    } catch (cause) {
      // One thing that can't happen must not stop time for everything else.
      this.objects.forgetDue(next.id);
      this.#log(`${next.id} was due and failed: ${cause instanceof Error ? cause.stack : String(cause)}`);
    }
    return true;
  }

  /** The origin under which this Stripe is reached, without a slash at its end. */
  get publicUrl(): string {
    return this.#publicUrl;
  }

  /** Says under which origin this Stripe is reached now: its port may differ from the last start's. */
  moveTo(publicUrl: string): void {
    this.#publicUrl = publicUrl;
    if (this.settings.get("origin") === publicUrl) return;
    this.#db
      .transaction(() => {
        this.objects.rewriteUrls(publicUrl);
        this.settings.set("origin", publicUrl);
      })
      .immediate();
  }

  /** Forgets everything, as if the file were new. */
  clear(): void {
    const tables = this.#db.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    // Deliveries name events, so they go first.
    const names = tables
      .map(({ name }) => name)
      .toSorted((a, b) => Number(b === "deliveries") - Number(a === "deliveries"));
    this.#db.transaction(() => names.forEach((name) => this.#db.exec(`DELETE FROM ${name}`))).immediate();
  }

  close(): void {
    this.#db.close();
  }

  #commit<W extends Work, T>(work: W, act: (work: W) => T, order: (told: W["told"]) => W["told"] = inOrder): T {
    const { result, made } = this.#db
      .transaction(() => {
        const result = act(work);
        return { result, made: publish(work, order(work.told), this.#faults) };
      })
      .immediate();
    this.onCommitted(made, work.resent);
    return result;
  }

  #work(cause: Cause): Work {
    const { objects, events, deliveries, settings, apiKeys, cli, cliDeliveries } = this;
    const nowMs = this.now();
    const ahead = settings.get("ahead") ?? 0;
    const now = Math.floor(nowMs / 1000);
    return {
      now,
      nowMs,
      ahead,
      cause,
      objects,
      events,
      deliveries,
      settings,
      apiKeys,
      cli,
      cliDeliveries,
      publicUrl: this.#publicUrl,
      told: [],
      resent: [],
    };
  }
}

const inOrder = <T>(told: T): T => told;

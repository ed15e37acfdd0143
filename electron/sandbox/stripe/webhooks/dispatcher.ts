import type { StripeFaults } from "../faults.ts";
import type { Delivery, DeliveryQueue } from "../store/delivery-queue.ts";
import type { ObjectStore } from "../store/object-store.ts";
import { postEvent, type Posted } from "./post-event.ts";
import { GIVE_UP_AFTER } from "./retry-delay.ts";
import { signatureHeader } from "./sign.ts";

const AT_ONCE = 8;
const LONGEST_SLEEP = 30_000;

export interface DispatcherPorts {
  readonly objects: ObjectStore;
  readonly deliveries: DeliveryQueue;
  readonly now: () => number;
  /** Milliseconds to wait after the nth failed attempt. */
  readonly retryDelay: (failedAttempts: number) => number;
  readonly faults: StripeFaults;
  readonly log: (line: string) => void;
}

/**
 * Posts what is due to its endpoints, eight at once and in no promised order, as Stripe does. All it knows is in the
 * queue: a process killed during an attempt makes that attempt again.
 */
export class Dispatcher {
  readonly #ports: DispatcherPorts;
  readonly #busy = new Map<number, Promise<void>>();
  readonly #abort = new AbortController();
  readonly #waiters = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;

  constructor(ports: DispatcherPorts) {
    this.#ports = ports;
  }

  /** Starts whatever is due now and comes back by itself for what is due later. */
  wake(): void {
    if (this.#abort.signal.aborted) return;
    const waiting = this.#waitingEndpoints();
    const free = AT_ONCE - this.#busy.size;
    const due = this.#ports.deliveries.due(this.#ports.now(), free, waiting, [...this.#busy.keys()]);
    for (const delivery of due) this.#start(delivery);
    this.#sleepUntilNext(waiting);
  }

  /** True once every delivery of the event was answered, however; false where that takes longer than `patience` ms. */
  async answered(eventId: string, patience: number): Promise<boolean> {
    const gaveUp = AbortSignal.timeout(patience);
    while (this.#unanswered(eventId)) {
      if (gaveUp.aborted || this.#abort.signal.aborted) return false;
      await this.#nextAttempt(gaveUp);
    }
    return true;
  }

  /** Resolves when nothing is being posted. */
  async settled(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy.values());
  }

  /** Breaks off what is being posted, which stays pending, and starts nothing more. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#abort.abort();
    this.#tellWaiters();
    await this.settled();
  }

  #start(delivery: Delivery): void {
    const done = this.#attempt(delivery).finally(() => {
      this.#busy.delete(delivery.seq);
      this.#tellWaiters();
      this.wake();
    });
    this.#busy.set(delivery.seq, done);
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const endpoint = this.#ports.objects.find("webhook_endpoint", delivery.endpoint_id);
    if (!endpoint || endpoint.status !== "enabled") {
      const at = this.#ports.now();
      this.#ports.deliveries.record(delivery.seq, { state: "dropped", outcome: "disabled", at, nextAttemptAt: at });
      return;
    }
    const { secret } = this.#ports.objects.hidden("webhook_endpoint", endpoint.id);
    const honest = { url: endpoint.url, payload: delivery.payload, secret, signedAt: this.#ports.now() };
    const leaving = this.#ports.faults.leaves(delivery.payload, honest);
    const signature = signatureHeader(delivery.payload, leaving.secret, leaving.signedAt);
    const posted = await postEvent(leaving.url, leaving.payload, signature, this.#abort.signal);
    if (!this.#abort.signal.aborted) this.#record(delivery, leaving.url, posted);
  }

  #record(delivery: Delivery, url: string, { accepted, outcome }: Posted): void {
    const at = this.#ports.now();
    const nextAttemptAt = at + this.#ports.retryDelay(delivery.attempts + 1);
    const state = accepted ? "delivered" : nextAttemptAt > delivery.created_at + GIVE_UP_AFTER ? "failed" : "pending";
    this.#ports.deliveries.record(delivery.seq, { state, outcome, at, nextAttemptAt });
    this.#ports.log(`webhook ${delivery.event_id} attempt ${delivery.attempts + 1} to ${url}: ${outcome}`);
  }

  // An endpoint that the host points away for a moment keeps its deliveries, as one that is down would.
  #waitingEndpoints(): string[] {
    return this.#ports.objects
      .list("webhook_endpoint", { limit: 100 })
      .data.map((endpoint) => endpoint.id)
      .filter((id) => this.#ports.objects.hidden("webhook_endpoint", id).unpointed);
  }

  #unanswered(eventId: string): boolean {
    const waiting = this.#waitingEndpoints();
    return this.#ports.deliveries
      .ofEvent(eventId)
      .some(
        ({ state, attempts, endpoint_id }) => state === "pending" && attempts === 0 && !waiting.includes(endpoint_id),
      );
  }

  #nextAttempt(gaveUp: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const tell = () => {
        this.#waiters.delete(tell);
        gaveUp.removeEventListener("abort", tell);
        resolve();
      };
      this.#waiters.add(tell);
      gaveUp.addEventListener("abort", tell, { once: true });
    });
  }

  #tellWaiters(): void {
    for (const tell of this.#waiters) tell();
  }

  #sleepUntilNext(waiting: readonly string[]): void {
    clearTimeout(this.#timer);
    if (this.#busy.size >= AT_ONCE) return;
    const next = this.#ports.deliveries.nextDueAt(waiting, [...this.#busy.keys()]);
    if (next === undefined) return;
    const sleep = Math.min(Math.max(next - this.#ports.now(), 0), LONGEST_SLEEP);
    this.#timer = setTimeout(() => this.wake(), sleep).unref();
  }
}

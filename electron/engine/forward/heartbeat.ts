import { randomUUID } from "node:crypto";
import { z } from "zod";
import { ok, type Result } from "../../../shared/kernel/result.ts";
import type { Clock } from "../ports.ts";
import { readMark, writeMark } from "../store/marks.ts";
import type { Db } from "../store/open-store.ts";
import type { StripeFault, StripeGateway } from "../stripe/stripe-gateway.ts";
import { HEARTBEAT_KEY } from "./heartbeat-event.ts";

const MARK = "forward_heartbeat";
const Mark = z.object({ customerId: z.string() });

interface Parts {
  readonly db: Db;
  readonly stripe: Pick<StripeGateway, "createCustomer" | "updateCustomer">;
  readonly now: Clock;
}

/** What the last heartbeats told. */
export interface HeartbeatFacts {
  readonly at: number | null;
  readonly roundTripMs: number | null;
  readonly failure: string | null;
}

interface Told {
  /** It came back through the tunnel. */
  onBack(): void;
  /** It was sent, and did not come back in time. */
  onLost(): void;
}

/**
 * Proves the way from Stripe to here: changes one customer that stands for nobody, and waits until Stripe's event of it comes
 * through the tunnel. That it can't be sent says nothing about the tunnel.
 */
export class Heartbeat {
  readonly #parts: Parts;
  readonly #told: Told;
  #pending: { readonly mark: string; readonly sentAt: number } | null = null;
  #deadline: NodeJS.Timeout | undefined;
  facts: HeartbeatFacts = { at: null, roundTripMs: null, failure: null };

  constructor(parts: Parts, told: Told) {
    this.#parts = parts;
    this.#told = told;
  }

  /** Whether one is on its way. */
  get isWaiting(): boolean {
    return this.#pending !== null;
  }

  /** Sends one, in place of any that is still on its way. */
  async send(withinMs: number): Promise<void> {
    this.forget();
    const mark = randomUUID();
    this.#pending = { mark, sentAt: this.#parts.now() };
    const sent = await this.#change(mark);
    this.facts = { ...this.facts, failure: sent.ok ? null : sent.error.says };
    if (this.#pending?.mark !== mark) return; // it is back already, or nobody waits for it any more
    if (!sent.ok) {
      this.#pending = null;
      return;
    }
    this.#deadline = setTimeout(() => {
      this.#pending = null;
      this.#told.onLost();
    }, withinMs);
    this.#deadline.unref();
  }

  /** One came through the tunnel; another Waybill's on the same account is not ours to count. */
  back(mark: string): void {
    if (this.#pending?.mark !== mark) return;
    const { sentAt } = this.#pending;
    const at = this.#parts.now();
    this.forget();
    this.facts = { at, roundTripMs: at - sentAt, failure: null };
    this.#told.onBack();
  }

  /** Waits for none any more. */
  forget(): void {
    clearTimeout(this.#deadline);
    this.#pending = null;
  }

  async #change(mark: string): Promise<Result<unknown, StripeFault>> {
    const { db, stripe } = this.#parts;
    const kept = await readMark(db, MARK, Mark);
    const metadata = { [HEARTBEAT_KEY]: mark };
    const changed = kept && (await stripe.updateCustomer(kept.customerId, { metadata }));
    if (changed && (changed.ok || changed.error.code !== "STRIPE_NOT_FOUND")) return changed;
    const made = await this.#makeCustomer();
    return made.ok ? stripe.updateCustomer(made.value, { metadata }) : made;
  }

  async #makeCustomer(): Promise<Result<string, StripeFault>> {
    const { db, stripe, now } = this.#parts;
    const description = "Waybill changes this customer to see whether webhooks arrive. It buys nothing.";
    const params = { name: "Waybill heartbeat", description, metadata: { [HEARTBEAT_KEY]: "new" } };
    const made = await stripe.createCustomer(params, randomUUID());
    if (!made.ok) return made;
    await writeMark(db, MARK, { customerId: made.value.id } satisfies z.infer<typeof Mark>, now());
    return ok(made.value.id);
  }
}

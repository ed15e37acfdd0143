import type { PanelStore } from "../panel/store/open-panel-store.ts";
import { API_VERSION } from "../stripe/api-version.ts";
import { newId } from "../stripe/ids.ts";
import { newWebhookEndpoint } from "../stripe/shapes/webhook-endpoint.ts";
import type { StripeEvent } from "../stripe/store/event-log.ts";
import { NOBODY, type Work } from "../stripe/work.ts";
import type { World } from "../stripe/world.ts";
import { DRIFT_SAYS } from "./drift.ts";
import type { GroundTruth } from "./ground-truth.ts";
import type { WorldPlan } from "./life.ts";
import { LifeInStripe } from "./life-in-stripe.ts";
import { type OnPanel, settleOnPanel } from "./life-on-panel.ts";
import type { Moment } from "./moments.ts";
import type { Population } from "./population.ts";
import { finalSubscription, type Lived, sessionOf, tellMoment } from "./tell-moment.ts";
import type { Timeline } from "./timeline.ts";
import { amountOf, type WorldPrices } from "./world-prices.ts";

interface WriterPorts {
  readonly world: World;
  readonly store: PanelStore;
  readonly truth: GroundTruth;
  readonly plan: WorldPlan;
  readonly prices: WorldPrices;
  readonly population: Population;
}

/** Writes moments into both sides' stores, and beside them what is true. */
export class WorldWriter {
  readonly #ports: WriterPorts;
  readonly #panel: OnPanel;
  /** What has been written so far. */
  readonly counts = { events: 0, objects: 0, customers: 0, servers: 0, planted: 0 };

  constructor(ports: WriterPorts) {
    this.#ports = ports;
    this.#panel = { store: ports.store, seed: ports.plan.seed, ports: new Map() };
  }

  /** Writes the next moments, all or none of them; false once there are no more. */
  writeBatch(timeline: Timeline, atMost: number): boolean {
    const { world, store } = this.#ports;
    return world.transact(NOBODY, (work) =>
      store.together(() => {
        for (let count = 0; count < atMost; count += 1) {
          const next = timeline.pop();
          if (!next) return false;
          this.#write(work, timeline, next.life, next.at);
        }
        return true;
      }),
    );
  }

  /** All of a life's moments of this time; its next one goes back into the timeline. */
  #write(work: Work, timeline: Timeline, index: number, at: number): void {
    const { plan, prices, population } = this.#ports;
    const { life, moments } = population.of(index);
    const stripe = new LifeInStripe(life, prices.of(life), plan.seed);
    const lived: Lived = { life, stripe, moments, until: plan.until };
    for (const moment of moments.filter((one) => one.at === at)) {
      this.#tell(work, moment.kind === "second_purchase" ? this.#onceMore(lived) : lived, moment);
      if (moment.kind === "purchase") this.#settle(lived);
    }
    const next = moments.find((moment) => moment.at > at);
    if (next) timeline.push(index, next.at);
  }

  #onceMore(lived: Lived): Lived {
    const { plan, prices } = this.#ports;
    return { ...lived, stripe: new LifeInStripe(lived.life, prices.of(lived.life), plan.seed, 1) };
  }

  #tell(work: Work, lived: Lived, moment: Moment): void {
    const { kept, events } = tellMoment(lived, moment);
    for (const { value, hidden = {} } of kept) work.objects.insert(value, createdOf(value, moment), hidden);
    this.counts.objects += kept.length;
    for (const [place, { type, object, previous }] of events.entries()) {
      const name = `event ${moment.kind} ${moment.nth} ${place}`;
      const event: StripeEvent = {
        id: lived.stripe.made(name, () => newId("event")),
        object: "event",
        api_version: API_VERSION,
        created: moment.at,
        data: previous === undefined ? { object } : { object, previous_attributes: previous },
        livemode: false,
        pending_webhooks: 0,
        request: { id: null, idempotency_key: null },
        type,
      };
      work.events.append(event);
      if (lived.life.drift === "webhook_not_delivered" && type === "checkout.session.completed")
        this.#giveUp(work, event, moment.at);
    }
    this.counts.events += events.length;
  }

  /** The delivery was tried for three days and given up. */
  #giveUp({ objects, deliveries }: Work, event: StripeEvent, at: number): void {
    const endpoint_id = this.#formerEndpoint(objects, at);
    deliveries.add({ event_id: event.id, endpoint_id, payload: JSON.stringify(event, null, 2), created_at: at * 1000 });
    const [delivery] = deliveries.ofEvent(event.id);
    const gaveUpAt = (at + 3 * 24 * 3600) * 1000;
    deliveries.record(delivery!.seq, { state: "failed", outcome: "404", at: gaveUpAt, nextAttemptAt: gaveUpAt });
  }

  #formerEndpoint(objects: Work["objects"], at: number): string {
    const id = "we_1FormerShopOfThisWorld000";
    if (objects.findAny(id)) return id;
    const given = {
      url: "https://former-shop.example/api/stripe/webhook",
      enabled_events: ["*"],
      description: "The shop's former address",
    };
    const endpoint = { ...newWebhookEndpoint(given, at), id, status: "disabled" };
    objects.insert(endpoint, at, { secret: "whsec_former", fromHost: false, unpointed: false });
    return id;
  }

  #settle(lived: Lived): void {
    const { life, stripe } = lived;
    const { truth } = this.#ports;
    const isOver = lived.moments.some(({ kind }) => kind === "ended");
    const server_id = settleOnPanel(this.#panel, life, isOver);
    const subscription = finalSubscription(lived);
    const session_id = sessionOf(lived).id;
    this.counts.customers += 1;
    if (server_id !== null) this.counts.servers += 1;
    const ids = { order_id: life.orderId, session_id, subscription_id: subscription.id, server_id };
    truth.order({
      ...ids,
      user_id: life.userId,
      email: life.email,
      plan_id: life.plan.id,
      term: life.term,
      region: life.region.id,
      server_name: life.serverName,
      ...moneyOf(lived),
      paid_at: life.startsAt * 1000,
      subscription_status: subscription.status,
      drift: life.drift,
    });
    if (life.drift === null) return;
    this.counts.planted += 1;
    truth.planted({ kind: life.drift, says: DRIFT_SAYS[life.drift], ...ids, customer_id: stripe.customer().id });
  }
}

const moneyOf = ({ life }: Lived) => {
  const { amount, currency } = amountOf(life.plan, life.term);
  return { amount, currency };
};

/** An object's own date; what has none is as old as the moment. */
const createdOf = (value: object, { at }: Moment): number => ("created" in value ? Number(value.created) : at);

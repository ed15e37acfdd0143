import { createHmac } from "node:crypto";
import samples from "../electron/engine/events/packing-dictionary.json" with { type: "json" };

export const SECRET = "whsec_of_the_bench";

/** A webhook's bytes as Stripe posts them, about 3 kB, and its signature. */
export interface SignedEvent {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const sample = samples.events.find((event) => event.type === "charge.succeeded")!;
let count = 0;

/** As many events as are asked for, each with an id of its own, signed now. Made before a run, so that the run does not pay. */
export function signedEvents(type: string, howMany: number, secret = SECRET): SignedEvent[] {
  const [before, after] = JSON.stringify({ ...sample, id: "EVENT_ID", type }, null, 2).split("EVENT_ID") as [
    string,
    string,
  ];
  const t = Math.floor(Date.now() / 1_000);
  return Array.from({ length: howMany }, () => {
    count += 1;
    const body = `${before}evt_${process.pid}_${String(count).padStart(20, "0")}${after}`;
    return { body, headers: headersOf(body, t, secret) };
  });
}

/** One event's bytes, signed now. */
export const signed = (body: string, secret = SECRET): SignedEvent => ({
  body,
  headers: headersOf(body, Math.floor(Date.now() / 1_000), secret),
});

function headersOf(body: string, t: number, secret: string): Record<string, string> {
  const v1 = createHmac("sha256", secret).update(`${t}.${body}`).digest("hex");
  return {
    "content-type": "application/json; charset=utf-8",
    "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    "stripe-signature": `t=${t},v1=${v1}`,
  };
}

import http from "node:http";
import { eventBody, signed } from "../../suites/shop/webhook.ts";

const EVERY_MS = 50;

/** A stream of webhooks at a steady rate, most of them good, some sent twice, some with a signature of nobody's. */
export interface Flood {
  /** Posts for so long and answers when the last one was answered. */
  run(seconds: number): Promise<void>;
  /** How many were answered so far. */
  readonly answered: () => number;
}

/** Posts to an ingress as Stripe would, with `secret`, so many a second. */
export function openFlood(ingress: string, secret: string, perSecond: number): Flood {
  const target = new URL("/api/stripe/webhook", ingress);
  let sent = 0;
  let answered = 0;
  let again = "";

  function next(): { readonly body: string; readonly secret: string } {
    sent += 1;
    if (sent % 10 === 9 && again !== "") return { body: again, secret };
    again = eventBody("charge.succeeded", { id: `ch_flood_${sent}`, object: "charge", amount: 1_999, currency: "usd" });
    return { body: again, secret: sent % 10 === 0 ? "whsec_of_nobody" : secret };
  }

  function post(agent: http.Agent): Promise<void> {
    const { body, secret: by } = next();
    const { headers } = signed(body, by);
    return new Promise((resolve, reject) => {
      const request = http.request(target, { agent, method: "POST", headers }, (answer) => {
        answer.resume().once("end", () => {
          answered += 1;
          resolve();
        });
      });
      request.once("error", reject).end(body);
    });
  }

  return {
    async run(seconds) {
      // One a run: the host closes what idles between two, and a request that meets the closing is lost.
      const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
      const started = performance.now();
      const all: Promise<void>[] = [];
      const due = () => Math.min(seconds, (performance.now() - started) / 1_000) * perSecond;
      while (performance.now() - started < seconds * 1_000) {
        while (all.length < due()) all.push(post(agent));
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      }
      while (all.length < due()) all.push(post(agent));
      await Promise.all(all);
      agent.destroy();
    },
    answered: () => answered,
  };
}

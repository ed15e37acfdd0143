import { type Child, startChild } from "../child.ts";
import { percentile } from "../numbers.ts";
import { type RecordingProxy, recordingProxy } from "../recording-proxy.ts";
import { signed } from "../signed-events.ts";
import { checkOutAndPay } from "./buy.ts";

const CREATE = "POST /api/application/servers";

/** Milliseconds from a webhook's 2xx until the panel is asked for the server, over all purchases. */
export interface PurchaseTimes {
  readonly purchases: number;
  /** All of it. */
  readonly whole: { readonly p50: number; readonly p99: number };
  /** Without the time in which Stripe or the panel was being waited for. */
  readonly own: { readonly p50: number; readonly p99: number };
}

/** Buys one server after the other: the webhook is sent by hand, and every call of the engine passes where it is timed. */
export async function measurePurchases(purchases: number): Promise<PurchaseTimes> {
  const sandbox = await startChild("purchase/sandbox-process.ts");
  const stripe = await recordingProxy(sandbox.ready["stripe"]!);
  const panel = await recordingProxy(sandbox.ready["panel"]!);
  const engine = await startChild("purchase/engine-process.ts", [
    JSON.stringify({ ...sandbox.ready, stripe: stripe.url, panel: panel.url }),
  ]);
  try {
    await buyOne(sandbox, engine, stripe, panel); // the first one also loads what the others find loaded
    const times = [];
    for (let count = 0; count < purchases; count += 1) times.push(await buyOne(sandbox, engine, stripe, panel));
    return { purchases, whole: middleAndWorst(times, "whole"), own: middleAndWorst(times, "own") };
  } finally {
    await engine.stop();
    await sandbox.stop();
    stripe.close();
    panel.close();
  }
}

interface OneTime {
  readonly whole: number;
  readonly own: number;
}
const middleAndWorst = (times: readonly OneTime[], which: keyof OneTime) => {
  const values = times.map((time) => time[which]);
  return { p50: percentile(values, 0.5), p99: percentile(values, 0.99) };
};

async function buyOne(sandbox: Child, engine: Child, stripe: RecordingProxy, panel: RecordingProxy): Promise<OneTime> {
  const { event } = await checkOutAndPay(sandbox.ready, engine.ready["url"]!);
  const created = new Promise<number>((resolve) => {
    panel.onCall = (call, at) => call === CREATE && resolve(at);
  });
  stripe.passed.length = 0;
  panel.passed.length = 0;
  const { body, headers } = signed(event, sandbox.ready["stripe_webhook_secret"]);
  const answer = await fetch(`${engine.ready["url"]!}/api/stripe/webhook`, { method: "POST", body, headers });
  const answeredAt = performance.now();
  if (!answer.ok) throw new Error(`The webhook was answered ${answer.status}`);
  const createAt = await created;
  const waited = [...stripe.passed, ...panel.passed]
    .map(({ from, until }) => Math.min(until, createAt) - Math.max(from, answeredAt))
    .filter((ms) => ms > 0)
    .reduce((sum, ms) => sum + ms, 0);
  const whole = Math.max(createAt - answeredAt, 0);
  return { whole, own: Math.max(whole - waited, 0) };
}

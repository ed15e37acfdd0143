import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Stripe } from "stripe";
import { onTestFinished } from "vitest";
import { startSandboxStripe, type SandboxStripe, type SandboxStripeOptions } from "../start-sandbox-stripe.ts";
import { SECRET_KEY, seed, WEBHOOK_SECRET } from "./world.ts";

export const START = Date.UTC(2026, 10, 24, 14, 35);
const HOUR = 3_600_000;

export interface TestStripe {
  /** stripe-node, as a stranger's program would use it. */
  readonly stripe: Stripe;
  readonly sandbox: SandboxStripe;
  readonly dataFile: string;
  /** Moves this Stripe's clock; its own tick then does what became due. */
  readonly pass: (ms: number) => Promise<void>;
  /** One request by hand: form-encoded, with the key. */
  readonly call: (
    method: string,
    path: string,
    form?: Record<string, string>,
    headers?: Record<string, string>,
  ) => Promise<Called>;
}
export interface Called {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown> & { readonly error?: Record<string, unknown> };
}

/** A Stripe on a free port with a clock that stands still; closed and removed when the test ends. */
export async function openTestStripe(options: Partial<SandboxStripeOptions> = {}): Promise<TestStripe> {
  const dataFile = options.dataFile ?? join(newFolder(), "stripe.db");
  let time = options.now?.() ?? START;
  const sandbox = await startSandboxStripe({
    host: "127.0.0.1",
    port: 0,
    dataFile,
    secretKey: SECRET_KEY,
    webhookSecret: WEBHOOK_SECRET,
    webhookUrl: null,
    seed,
    retryDelay: () => HOUR,
    ...options,
    now: () => time,
  });
  onTestFinished(() => sandbox.close());
  const pass = (ms: number) => {
    time += ms;
    return sandbox.tick();
  };
  const call = (method: string, path: string, form?: Record<string, string>, headers?: Record<string, string>) =>
    callApi(sandbox.url + path, method, form, headers);
  return { stripe: clientOf(sandbox.url), sandbox, dataFile, pass, call };
}

/** A folder that goes with the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "waybill-stripe-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function clientOf(url: string, key = SECRET_KEY): Stripe {
  const { hostname: host, port } = new URL(url);
  return new Stripe(key, { host, port, protocol: "http", telemetry: false, maxNetworkRetries: 0 });
}

async function callApi(
  url: string,
  method: string,
  form: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Called> {
  const body = method === "GET" ? null : new URLSearchParams(form);
  const response = await fetch(url, { method, body, headers: { Authorization: `Bearer ${SECRET_KEY}`, ...headers } });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Called["body"] };
}

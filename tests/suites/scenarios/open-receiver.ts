import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Stripe } from "stripe";
import { onTestFinished } from "vitest";

export interface Received {
  readonly path: string;
  readonly type: string;
  readonly id: string;
  /** What stripe-node says of the signature: `good`, or why not. */
  readonly signature: "good" | "bad" | "too old";
  /** How it answered. */
  readonly status: number;
  /** Epoch ms. */
  readonly at: number;
  /** Epoch seconds of the event. */
  readonly created: number;
}

/** A shop's webhook route that checks signatures with stripe-node and writes down what it was sent. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
}

export async function openReceiver(secret: () => string): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const { id, type, created } = JSON.parse(body) as { id: string; type: string; created: number };
      const signature = judge(body, String(request.headers["stripe-signature"]), secret());
      const path = request.url ?? "";
      const status = path !== "/hook" ? 404 : signature === "good" ? 200 : 400;
      received.push({ path, type, id, signature, status, at: Date.now(), created });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

function judge(body: string, header: string, secret: string): Received["signature"] {
  try {
    Stripe.webhooks.constructEvent(body, header, secret);
    return "good";
  } catch (cause) {
    return String(cause).includes("tolerance") ? "too old" : "bad";
  }
}

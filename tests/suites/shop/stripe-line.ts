import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** The line between an engine and Stripe: it can lose what Stripe answers, after Stripe has done what was asked. */
export interface StripeLine {
  readonly url: string;
  /** Where Stripe is; nothing passes before it is set. */
  pointAt(stripe: string): void;
  /**
   * Loses the next answers to what begins so, such as `POST /v1/refunds`, after `passing` of them; stripe-node tries three
   * times by itself.
   */
  lose(begins: string, passing?: number): void;
  /** Everything that passed, `POST /v1/refunds`, in the order of its arrival. */
  readonly passed: string[];
}

/** How often stripe-node asks before it gives up. */
const TRIES = 3;

export async function openStripeLine(): Promise<StripeLine> {
  let to = "";
  const passed: string[] = [];
  const losing: { begins: string; passing: number; left: number }[] = [];

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = `${request.method} ${request.url}`;
    passed.push(name);
    const answer = await forward(to, request);
    const lost = losing.find(({ begins, left }) => left > 0 && name.startsWith(begins));
    if (lost && lost.passing > 0) lost.passing -= 1;
    else if (lost) {
      lost.left -= 1;
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  }

  const server = createServer((request, response) => void pass(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pointAt: (stripe) => {
      to = stripe;
    },
    lose: (begins, passing = 0) => losing.push({ begins, passing, left: TRIES }),
    passed,
  };
}

async function forward(to: string, request: IncomingMessage): Promise<Response> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const kept = ["authorization", "content-type", "idempotency-key"] as const;
  const headers = kept.flatMap((name) => {
    const value = request.headers[name];
    return typeof value === "string" ? [[name, value] as [string, string]] : [];
  });
  return fetch(to + request.url, {
    method: request.method ?? "GET",
    headers,
    ...(parts.length > 0 ? { body: Buffer.concat(parts) } : {}),
  });
}

import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Received {
  readonly type: string;
  readonly id: string;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** How it answers from now on: a status, or a promise of one that the test keeps when it likes. */
  answer: (received: Received) => number | Promise<number>;
  readonly close: () => Promise<void>;
}

/** A shop's webhook endpoint: real HTTP, keeps what it gets, answers as it is told (200 where it is told nothing). */
export async function openReceiver(port = 0): Promise<Receiver> {
  const received: Received[] = [];
  const receiver: Receiver = { url: "", received, answer: () => 200, close: () => Promise.resolve() };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts).toString("utf8");
      const { type, id } = JSON.parse(body) as Received;
      const got = { type, id, body, headers: request.headers };
      received.push(got);
      void Promise.resolve(receiver.answer(got)).then((status) =>
        response.writeHead(status, status === 302 ? { Location: receiver.url } : {}).end(),
      );
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(port, "127.0.0.1", resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(close);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/stripe/webhook`;
  return Object.assign(receiver, { url, close });
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** What happens to one request on its way: `before` and `after` stand around the panel's part. */
interface Disturbance {
  /** `POST /servers`: a method and how the path begins behind `/api/application`. */
  readonly on: string;
  /** Runs before the panel hears of it. */
  readonly before?: () => Promise<void>;
  /** Runs when the panel has answered and before the answer goes on. */
  readonly after?: () => Promise<void>;
  /** The answer in the panel's place; the panel hears of it all the same where `forward` says so. */
  readonly answer?: { readonly status: number; readonly headers?: Record<string, string>; readonly body: string };
  /** Breaks the connection instead of answering. */
  readonly breakOff?: boolean;
  readonly forward?: boolean;
  /** How many requests; one where it is not said. */
  readonly times?: number;
}

/** What the panel says where the key lacks a permission. */
export const FORBIDDEN = {
  status: 403,
  body: JSON.stringify({
    errors: [{ code: "AccessDeniedHttpException", status: "403", detail: "This action is unauthorized." }],
  }),
};

/** The line between engine and panel: every request is noted, and the next that fits a disturbance is disturbed. */
export interface Wire {
  readonly url: string;
  /** `GET /servers/external/ord_…`, in the order of arrival. */
  readonly requests: string[];
  disturb(disturbance: Disturbance): void;
}

export async function openWire(panelUrl: string): Promise<Wire> {
  const requests: string[] = [];
  const waiting: { disturbance: Disturbance; left: number }[] = [];

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = `${request.method} ${(request.url ?? "").replace("/api/application", "").replace(/\?.*/, "")}`;
    requests.push(name);
    const found = waiting.find(({ disturbance, left }) => left > 0 && name.startsWith(disturbance.on));
    if (found) found.left -= 1;
    const { before, after, answer, breakOff = false, forward = !answer } = found?.disturbance ?? {};
    await before?.();
    const told = forward ? await ask(panelUrl, request) : null;
    await after?.();
    if (breakOff) return void request.socket.destroy();
    const { status, headers, body } = answer ?? told!;
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  }

  const server = createServer((request, response) => {
    pass(request, response).catch(() => request.socket.destroy()); // whoever asked may be gone meanwhile
  });
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
    requests,
    disturb: (disturbance) => waiting.push({ disturbance, left: disturbance.times ?? 1 }),
  };
}

async function ask(panelUrl: string, request: IncomingMessage) {
  const body: Buffer[] = [];
  for await (const chunk of request) body.push(chunk as Buffer);
  const answer = await fetch(panelUrl + request.url, {
    method: request.method ?? "GET",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      authorization: request.headers.authorization ?? "",
    },
    ...(body.length > 0 ? { body: Buffer.concat(body) } : {}),
  });
  const limits = ["x-ratelimit-limit", "x-ratelimit-remaining", "retry-after"];
  const headers = Object.fromEntries(limits.flatMap((name) => pairOf(name, answer.headers.get(name))));
  return { status: answer.status, headers, body: await answer.text() };
}

const pairOf = (name: string, value: string | null): [string, string][] => (value === null ? [] : [[name, value]]);

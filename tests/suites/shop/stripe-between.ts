import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A request on its way to the sandbox's Stripe. */
export interface Passing {
  readonly method: string;
  readonly url: URL;
}
/** An answer in the sandbox's place. */
export interface Instead {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Something that stands between the engine and the sandbox's Stripe. */
export interface StripeBetween {
  readonly url: string;
  /** All that passed, oldest first. */
  readonly passed: Passing[];
  /** Looks at each request: may change its address, answer in the sandbox's place, or let it wait. */
  meddle: (request: Passing) => Instead | undefined | Promise<Instead | undefined>;
}

/** Stands between an engine and `stripe` (an origin) until the test ends; until it is told to meddle it lets all pass. */
export async function standBetween(stripe: string): Promise<StripeBetween> {
  const between = {
    url: "",
    passed: [] as Passing[],
    meddle: (): Instead | undefined => undefined,
  } as StripeBetween & {
    url: string;
  };
  const server = createServer((request, response) => {
    void pass(between, stripe, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  between.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return between;
}

async function pass(
  between: StripeBetween,
  stripe: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "GET", headers } = request;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const passing = { method, url: new URL(request.url ?? "/", stripe) };
  between.passed.push(passing);
  const instead = await between.meddle(passing);
  if (instead) {
    response.writeHead(instead.status, { "content-type": "application/json", ...instead.headers });
    response.end(JSON.stringify(instead.body));
    return;
  }
  const { authorization = "", "content-type": type = "", "idempotency-key": key } = headers;
  const answer = await fetch(passing.url, {
    method,
    headers: { authorization, "content-type": type, ...(typeof key === "string" && { "idempotency-key": key }) },
    ...(method === "GET" ? {} : { body: Buffer.concat(chunks) }),
  });
  response.writeHead(answer.status, { "content-type": "application/json" });
  response.end(await answer.text());
}

/** A list of Stripe's with nothing in it. */
export const emptyList = (url: URL): Instead => ({
  status: 200,
  body: { object: "list", data: [], has_more: false, url: url.pathname },
});

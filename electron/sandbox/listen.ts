import { createAdaptorServer, type ServerType } from "@hono/node-server";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

export interface Listening {
  /** Its origin, without a trailing slash. */
  readonly url: string;
  /** Takes no more requests, waits for those that are being answered, then is gone. */
  close(): Promise<void>;
}

interface Handler {
  fetch(request: Request, env: unknown): Response | Promise<Response>;
}

const SAYS: Readonly<Record<string, string>> = {
  EADDRINUSE: "is taken by another program",
  EACCES: "may not be used by this account",
  EADDRNOTAVAIL: "is not an address of this machine",
};

/**
 * Serves an app on this address; port 0 takes a free one. Where that can't be, rejects with an Error that has the
 * system's code (`EADDRINUSE`) and one sentence.
 */
export async function listen(app: Handler, host: string, port: number): Promise<Listening> {
  const inFlight = new Set<Promise<unknown>>();
  const server = createAdaptorServer({
    fetch: async (request, env) => {
      const answer = Promise.resolve(app.fetch(request, env));
      inFlight.add(answer);
      try {
        return await answer;
      } finally {
        inFlight.delete(answer);
      }
    },
  });
  await new Promise<void>((listening, refused) => {
    server.once("error", (cause: NodeJS.ErrnoException) => refused(portRefused(cause, host, port)));
    server.listen(port, host, listening);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${nameOf(host)}:${address.port}`,
    async close() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      // A client that hung up does not cancel what it asked for, so the work is waited for, not the connection.
      await Promise.allSettled(inFlight);
      await Promise.race([closed, lastBytesSent(server)]);
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed;
    },
  };
}

const FLUSH_MS = 200;

/** Answers that are made but not sent yet get a moment; connections that idle are closed at once. */
async function lastBytesSent(server: ServerType): Promise<void> {
  await wait(1);
  if ("closeIdleConnections" in server) server.closeIdleConnections();
  await wait(FLUSH_MS, undefined, { ref: false });
}

/** What a browser types: a wildcard is reached by the loopback address, IPv6 stands in brackets. */
function nameOf(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

/** A system's refusal to listen as an Error of one sentence that keeps the system's code. */
export function portRefused(cause: NodeJS.ErrnoException, host: string, port: number): Error {
  const says = SAYS[cause.code ?? ""] ?? `can't be used (${cause.message})`;
  return Object.assign(new Error(`The address ${host}:${port} ${says}.`), { code: cause.code, port });
}

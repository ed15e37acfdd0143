import { getRequestListener } from "@hono/node-server";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";

export interface Listening {
  /** Origin, such as `http://127.0.0.1:3001`. */
  readonly url: string;
  readonly server: Server;
  /** Takes no new connection, lets running requests end (5 s at most). */
  close(): Promise<void>;
}

export interface ListenRefused {
  readonly says: string;
}

const DRAIN_MS = 5_000;

/** Serves a fetch-shaped app on `host:port`; port 0 picks a free one. A taken port is a refusal with a sentence. */
export function listen(
  app: { readonly fetch: (request: Request, env: never) => Response | Promise<Response> },
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Result<Listening, ListenRefused>> {
  const handle = getRequestListener(app.fetch as Parameters<typeof getRequestListener>[0]);
  const server = createServer((request, response) => void handle(request, response));
  return new Promise((resolve) => {
    server.once("error", (cause: NodeJS.ErrnoException) => resolve(err({ says: whyNot(cause, host, port) })));
    server.listen(port, host, () => {
      const bound = (server.address() as AddressInfo).port;
      const shown = host.includes(":") ? `[${host}]` : host;
      resolve(ok({ url: `http://${shown}:${bound}`, server, close: () => close(server) }));
    });
  });
}

function whyNot(cause: NodeJS.ErrnoException, host: string, port: number): string {
  if (cause.code === "EADDRINUSE") return `Port ${port} on ${host} is taken by another program.`;
  if (cause.code === "EACCES") return `Port ${port} on ${host} may not be used by this account.`;
  if (cause.code === "EADDRNOTAVAIL" || cause.code === "ENOTFOUND") return `This machine has no address ${host}.`;
  return `${host}:${port} can't be listened on: ${cause.message}.`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}

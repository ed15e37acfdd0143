import type { Hono } from "hono";
import type { Engine } from "../../../engine/engine.ts";
import { listen } from "../../../engine/http/listen.ts";
import type { Log } from "../../../engine/ports.ts";
import { err, ok, type Result } from "../../../../shared/kernel/result.ts";
import { unusable, type HostRefused } from "../../running/host-refused.ts";
import { reachableOrigin } from "../../running/reachable-origin.ts";
import { hostCheck, tokenCheck } from "./access.ts";
import { consoleApp } from "./console-app.ts";
import { rpcSocket } from "./rpc-socket.ts";

export interface ConsoleOptions {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly token: string;
  /** Folder of the built renderer. */
  readonly files: string;
  readonly engine: Engine;
  readonly operator: string;
  readonly log: Log;
}

export interface RunningConsole {
  /** Address with the token, for the ready line and the browser. */
  readonly url: string;
  close(): Promise<void>;
}

/** How long a client may take to answer a goodbye. */
const GOODBYE_MS = 1_000;

/** Serves the console, its RPC and `/ops` on one listener; resolves when it listens. */
export async function startConsole(options: ConsoleOptions): Promise<Result<RunningConsole, HostRefused>> {
  const { engine, operator, log, token, files, host } = options;
  let app: Hono | undefined; // its checks need the port, which is known once it listens
  const fetch = (request: Request) => app?.fetch(request) ?? new Response(null, { status: 503 });
  const listening = await listen({ fetch }, options);
  if (!listening.ok)
    return err(unusable(`${listening.error.says} Set another with --console-host and --console-port.`));
  const { server, url } = listening.value;
  const port = Number(new URL(url).port || 80);
  const shared = { port, operator, log, tokenIsRight: tokenCheck(token), hostIsOurs: hostCheck(host, port) };
  const sockets = rpcSocket({ ...shared, engine });
  app = consoleApp({ ...shared, files, ops: engine.ops });
  server.on("upgrade", (request, socket, head) => sockets.upgrade(request, socket, head));
  return ok({
    url: `${reachableOrigin(url)}/?token=${token}`,
    close() {
      sockets.close();
      setTimeout(() => sockets.drop(), GOODBYE_MS).unref();
      return listening.value.close();
    },
  });
}

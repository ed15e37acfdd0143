import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { RPCHandler } from "@orpc/server/ws";
import { WebSocketServer, type WebSocket } from "ws";
import type { Engine } from "../../../engine/engine.ts";
import type { Log } from "../../../engine/ports.ts";
import { maskingUnknownErrors } from "../../rpc/mask-errors.ts";
import { cookieName, cookieValue, originIsOurs, protocolToken } from "./access.ts";

export interface RpcSocketOptions {
  readonly port: number;
  readonly engine: Engine;
  readonly operator: string;
  readonly tokenIsRight: (token: string | undefined) => boolean;
  readonly hostIsOurs: (header: string | undefined) => boolean;
  readonly log: Log;
}

const MAX_MESSAGE = 1024 * 1024;
const MAX_UNSENT = 8 * 1024 * 1024;
const MAX_SOCKETS = 64;
const PING_MS = 30_000;

export interface RpcSocket {
  /** For the HTTP server's `upgrade`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Says goodbye to every console, and takes no new one. */
  close(): void;
  /** Cuts off whoever has not answered the goodbye. */
  drop(): void;
}

/** `/rpc`: the engine's procedures over WebSocket, for whoever has the cookie or offers the token as subprotocol. */
export function rpcSocket(options: RpcSocketOptions): RpcSocket {
  const { engine, operator, log } = options;
  const handler = new RPCHandler(engine.router, { clientInterceptors: [maskingUnknownErrors(log)] });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE,
    perMessageDeflate: false,
    // The name without a token is preferred: what is chosen is sent back.
    handleProtocols: (offered) => (offered.has("waybill") ? "waybill" : ([...offered][0] ?? false)),
  });
  const heartbeat = setInterval(() => sockets.clients.forEach(pingOrDrop), PING_MS).unref();

  sockets.on("connection", (socket: WebSocket) => {
    answered.add(socket);
    socket.on("pong", () => answered.add(socket));
    socket.on("error", (error) => log.warn({ err: error }, "A console's connection broke."));
    void handler.upgrade(boundedSender(socket), { context: engine.contextFor(operator) });
  });

  return {
    upgrade(request, socket, head) {
      socket.on("error", () => socket.destroy()); // a client that resets the connection is no failure of ours
      const refusal = refusalOf(request, options) ?? (sockets.clients.size >= MAX_SOCKETS ? 503 : null);
      if (refusal !== null)
        return void socket.end(`HTTP/1.1 ${STATUS[refusal]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit("connection", accepted, request));
    },
    close() {
      clearInterval(heartbeat);
      for (const socket of sockets.clients) socket.close(1001, "Waybill stops");
      sockets.close();
    },
    drop() {
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}

const STATUS = {
  401: "401 Unauthorized",
  403: "403 Forbidden",
  404: "404 Not Found",
  503: "503 Service Unavailable",
} as const;

function refusalOf({ headers, url }: IncomingMessage, options: RpcSocketOptions): keyof typeof STATUS | null {
  if (!options.hostIsOurs(headers.host) || !originIsOurs(headers.origin, headers.host)) return 403;
  if (url?.split("?")[0] !== "/rpc") return 404;
  const cookie = cookieValue(headers.cookie, cookieName(options.port));
  return options.tokenIsRight(cookie) || options.tokenIsRight(protocolToken(headers["sec-websocket-protocol"]))
    ? null
    : 401;
}

/** Sockets that answered the last ping. */
const answered = new WeakSet<WebSocket>();

function pingOrDrop(socket: WebSocket): void {
  if (!answered.delete(socket)) return socket.terminate();
  socket.ping();
}

/** A console that reads too slowly is cut off and connects again, rather than filling the engine's memory. */
function boundedSender(socket: WebSocket): Pick<WebSocket, "addEventListener" | "send"> {
  const send = (data: string | Buffer) => {
    if (socket.bufferedAmount > MAX_UNSENT) return socket.close(1013, "too slow");
    return socket.send(data);
  };
  return { addEventListener: socket.addEventListener.bind(socket), send: send as WebSocket["send"] };
}

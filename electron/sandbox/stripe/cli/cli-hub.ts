import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import type { StripeFaults } from "../faults.ts";
import type { StripeEvent } from "../store/event-log.ts";
import type { LoggedRequest } from "../store/request-log.ts";
import type { World } from "../world.ts";
import type { CliSession } from "./cli-sessions.ts";
import { readCliMessage, webhookMessages } from "./messages.ts";

/** Where the CLI's socket is, beneath this Stripe's origin. */
export const CLI_PATH = "/stripecli/subscribe";
const GOING_AWAY = 1001;
const PROTOCOL = "stripecli-devproxy-v1";

interface HubPorts {
  readonly world: World;
  readonly faults: StripeFaults;
  readonly log: (line: string) => void;
}

/** The Stripe's end of the tunnels that `stripe listen` opens: sends events to whoever is connected, keeps nothing for later. */
export class CliHub {
  readonly #ports: HubPorts;
  readonly #server = new WebSocketServer({ noServer: true, autoPong: false, handleProtocols: () => PROTOCOL });
  readonly #sockets = new Map<WebSocket, CliSession>();
  readonly #waiters = new Set<() => void>();
  readonly #later = new Set<NodeJS.Timeout>();
  /** While true, nothing is said over any socket, pongs neither: the tunnel looks whole and is dead. */
  muted = false;

  constructor(ports: HubPorts) {
    this.#ports = ports;
  }

  /** Takes over a connection that asks for a socket of the CLI's; one of an id that is not known is told so. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    if (this.muted) return;
    const session = this.#ports.world.cli.find(String(request.headers["websocket-id"]));
    if (!request.url?.startsWith(`${CLI_PATH}?`) || !session) {
      refuse(socket);
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (connected) => this.#take(connected, session));
  }

  /** Sends what has happened to every `stripe listen`. */
  tell(events: readonly StripeEvent[]): void {
    if (this.#sockets.size === 0 || this.muted) return;
    for (const event of events)
      for (const after of this.#ports.faults.sends(event.type)) this.#soon(after, () => this.send(event));
  }

  /** Sends one event once to every `stripe listen`. */
  send(event: StripeEvent): void {
    if (this.muted) return;
    for (const [socket, session] of this.#sockets)
      if (session.feature === "webhooks") this.#sendTo(socket, session, event);
  }

  /** Tells every `stripe logs tail` of a request. */
  tellRequest(request: LoggedRequest): void {
    if (this.muted) return;
    const event_payload = JSON.stringify({
      created_at: Math.floor(request.at / 1000),
      livemode: false,
      method: request.method,
      request_id: request.id,
      status: request.status,
      url: request.path,
      error: request.status < 400 ? {} : errorIn(request.answer),
    });
    for (const [socket, { feature }] of this.#sockets)
      if (feature === "request_logs")
        socket.send(JSON.stringify({ type: "request_log_event", event_payload, request_log_id: request.id }));
  }

  /** True once the shop behind some `stripe listen` has answered the event; false where none does within `patience` ms. */
  async answered(eventId: string, patience: number): Promise<boolean> {
    const gaveUp = AbortSignal.timeout(patience);
    while (!this.#isAnswered(eventId)) {
      if (gaveUp.aborted || this.#listening() === 0) return false;
      await this.#nextAnswer(gaveUp);
    }
    return true;
  }

  /** Closes every socket. The CLI connects again a second later, and what happens in between it never hears. */
  drop(): void {
    for (const socket of this.#sockets.keys()) {
      this.#leave(socket);
      socket.close(GOING_AWAY);
    }
  }

  close(): void {
    for (const timer of this.#later) clearTimeout(timer);
    for (const socket of this.#sockets.keys()) socket.terminate();
    this.#tellWaiters();
  }

  #take(socket: WebSocket, session: CliSession): void {
    const { world, log } = this.#ports;
    this.#sockets.set(socket, session);
    world.cli.connected = this.#listening();
    log(`the CLI of ${session.device} is connected`);
    socket.on("error", () => socket.terminate());
    socket.on("ping", (data) => !this.muted && socket.pong(data));
    socket.on("message", (data) => this.#hear((data as Buffer).toString("utf8")));
    socket.on("close", () => {
      this.#leave(socket);
      log(`the CLI of ${session.device} is gone`);
    });
  }

  #leave(socket: WebSocket): void {
    this.#sockets.delete(socket);
    this.#ports.world.cli.connected = this.#listening();
    this.#tellWaiters();
  }

  #sendTo(socket: WebSocket, session: CliSession, event: StripeEvent): void {
    const { world, faults } = this.#ports;
    const honest = {
      url: session.forwardsTo ?? "",
      payload: JSON.stringify(event, null, 2),
      secret: world.cli.secret,
      signedAt: world.now(),
    };
    const [message, latest] = webhookMessages({ ...faults.leaves(honest.payload, honest), signs: honest.payload });
    world.cliDeliveries.add({
      conversation_id: message.webhook_conversation_id,
      event_id: event.id,
      session_id: session.id,
      sent_at: world.now(),
    });
    for (const one of [message, latest]) socket.send(JSON.stringify(one));
  }

  #hear(text: string): void {
    const message = readCliMessage(text);
    if (!message) return;
    const { world, log } = this.#ports;
    const id = message.webhook_conversation_id;
    if (message.type === "event_ack") world.cliDeliveries.taken(id);
    else {
      world.cliDeliveries.answered(id, message.status, message.forward_url, world.now());
      log(`the CLI forwarded to ${message.forward_url}: ${message.status}`);
    }
    this.#tellWaiters();
  }

  #listening(): number {
    return [...this.#sockets.values()].filter(({ feature }) => feature === "webhooks").length;
  }

  #isAnswered(eventId: string): boolean {
    return this.#ports.world.cliDeliveries.ofEvent(eventId).some(({ state }) => state === "answered");
  }

  #soon(after: number, act: () => void): void {
    if (after === 0) {
      act();
      return;
    }
    const timer = setTimeout(() => {
      this.#later.delete(timer);
      act();
    }, after);
    this.#later.add(timer);
  }

  #nextAnswer(gaveUp: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const tell = () => {
        this.#waiters.delete(tell);
        gaveUp.removeEventListener("abort", tell);
        resolve();
      };
      this.#waiters.add(tell);
      gaveUp.addEventListener("abort", tell, { once: true });
    });
  }

  #tellWaiters(): void {
    for (const tell of this.#waiters) tell();
  }
}

// What stood in for this Stripe need not have answered JSON.
function errorIn(answer: string): object {
  try {
    return (JSON.parse(answer) as { error?: object }).error ?? {};
  } catch {
    return {};
  }
}

/** The answer on which the CLI gives its session up and asks for a new one. */
function refuse(socket: Duplex): void {
  const body = JSON.stringify({ error: { message: "Unknown WebSocket ID." } });
  const head = ["HTTP/1.1 400 Bad Request", "Content-Type: application/json", `Content-Length: ${body.length}`];
  socket.end(`${[...head, "Connection: close"].join("\r\n")}\r\n\r\n${body}`);
}

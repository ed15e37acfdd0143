import type { ServerType } from "@hono/node-server";
import { Hono } from "hono";
import type { IncomingMessage } from "node:http";
import { NO_STRIPE_FAULTS, type StripeFaults } from "./faults.ts";
import { listen, originOf, stop } from "./http/serve-app.ts";
import { assemble, type Machinery } from "./machinery.ts";
import { plantSeed, type Seed } from "./seed.ts";
import { openDatabase } from "./store/open-database.ts";
import { pointHostEndpoint } from "./webhooks/host-endpoint.ts";
import { retryDelay } from "./webhooks/retry-delay.ts";
import { NOBODY } from "./work.ts";
import { World } from "./world.ts";

export interface SandboxStripeOptions {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Path of the SQLite file that holds everything; its folder exists. */
  readonly dataFile: string;
  /** The one API key that is accepted. */
  readonly secretKey: string;
  /** Signs what is delivered to `webhookUrl`. Endpoints created over the API have secrets of their own. */
  readonly webhookSecret: string;
  /** Where every event is posted; null for nowhere yet. */
  readonly webhookUrl: string | null;
  readonly seed: Seed;
  /** Epoch milliseconds now. */
  readonly now?: () => number;
  /** Milliseconds until the attempt after the nth failed one. */
  readonly retryDelay?: (failedAttempts: number) => number;
  /** How long the payment page waits for the webhook's answer before it shows the receipt; 10 s, as Stripe's. */
  readonly webhookPatience?: number;
  /** What goes wrong on purpose; nothing, where it is not given. */
  readonly faults?: StripeFaults;
  /** Routes beside its own, found first: those by which the sandbox is controlled. */
  readonly control?: Hono;
  readonly log?: (line: string) => void;
}

export interface SandboxStripe {
  /** Origin, without a slash at its end. */
  readonly url: string;
  /** Its whole state, to change what no API changes. */
  readonly world: World;
  /** Moves the host's endpoint. With null its deliveries wait until it is pointed somewhere again. Throws on what is no http(s) address. */
  pointWebhooksAt(url: string | null): void;
  /** Adds the products and prices that are not there yet. What is there stays as it is, archived or not. */
  seed(more: Seed): void;
  /**
   * Does now what is due by the clocks: expiries, renewals, test clocks that are to be moved on, deliveries. Resolves when
   * every delivery was answered or failed.
   */
  tick(): Promise<void>;
  /** Forgets everything that happened: what stands is the seed again, and the endpoint where it was pointed last. */
  reset(): void;
  close(): Promise<void>;
}

const SWEEP_EVERY = 5_000;

/**
 * Starts a Stripe on this machine: its API, its payment page and its webhooks, on one port. Everything it knows is in the
 * data file, so a next start goes on where this one ended, deliveries that were due included. Rejects where the port or
 * the file can't be had.
 */
export async function startSandboxStripe(options: SandboxStripeOptions): Promise<SandboxStripe> {
  const { now = Date.now, log = () => {}, faults = NO_STRIPE_FAULTS, control = new Hono() } = options;
  const world = new World(openDatabase(options.dataFile), now, log, faults);
  const seed = (more: Seed) => world.transact(NOBODY, (work) => plantSeed(work, more));
  let pointedAt = options.webhookUrl;
  const point = (to: string | null) => {
    world.transact(NOBODY, (work) => pointHostEndpoint(work, to, options.webhookSecret));
    pointedAt = to;
  };
  const machinery = assemble(world, {
    secretKey: options.secretKey,
    retryDelay: options.retryDelay ?? retryDelay,
    patience: options.webhookPatience ?? 10_000,
    faults,
    control,
    log,
  });
  const server = await prepare().catch((cause: unknown) => {
    world.close();
    throw cause;
  });
  async function prepare(): Promise<ServerType> {
    seed(options.seed);
    point(options.webhookUrl);
    return listen(machinery.app, options);
  }
  const url = originOf(options.host, server);
  world.moveTo(url);
  const stopMachinery = run(machinery, world, server);

  return {
    url,
    world,
    seed,
    pointWebhooksAt: point,
    reset: () => {
      world.clear();
      seed(options.seed);
      point(pointedAt);
      world.moveTo(url);
    },
    tick: async () => {
      await machinery.timekeeper.settled();
      machinery.dispatcher.wake();
      await machinery.dispatcher.settled();
    },
    close: async () => {
      await stopMachinery();
      await stop(server);
      world.close();
    },
  };
}

/** From now on what happens is told, and time passes. Gives the way to end that. */
function run({ hub, timekeeper, dispatcher, onCommitted }: Machinery, world: World, server: ServerType) {
  world.onCommitted = onCommitted;
  onCommitted([], []);
  server.on("upgrade", (request: IncomingMessage, socket, head: Buffer) => hub.upgrade(request, socket, head));
  const sweep = setInterval(() => timekeeper.wake(), SWEEP_EVERY).unref();
  return async (): Promise<void> => {
    clearInterval(sweep);
    await timekeeper.close();
    await dispatcher.close();
    hub.close();
  };
}

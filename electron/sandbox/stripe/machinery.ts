import { Hono } from "hono";
import { CliHub } from "./cli/cli-hub.ts";
import { controlCli } from "./cli/control-cli.ts";
import { Timekeeper } from "./clocks/timekeeper.ts";
import type { StripeFaults } from "./faults.ts";
import { stripeApi } from "./http/api.ts";
import { logRequests } from "./http/log-requests.ts";
import { pages, type ShopNews } from "./pages/pages.ts";
import { Dispatcher } from "./webhooks/dispatcher.ts";
import type { World } from "./world.ts";

interface MachineryPorts {
  readonly secretKey: string;
  readonly retryDelay: (failedAttempts: number) => number;
  /** Milliseconds that a person waits on a page for the shop's answer to the webhook. */
  readonly patience: number;
  readonly faults: StripeFaults;
  readonly control: Hono;
  readonly log: (line: string) => void;
}

/** What moves a world: who answers requests, who sends its news, who lets its time pass. */
export interface Machinery {
  readonly app: Hono;
  readonly dispatcher: Dispatcher;
  readonly hub: CliHub;
  readonly timekeeper: Timekeeper;
  /** To be called after each transaction. */
  readonly onCommitted: World["onCommitted"];
}

/** Makes the machinery for a world. Nothing moves before it is told of a first transaction. */
export function assemble(world: World, ports: MachineryPorts): Machinery {
  const { retryDelay, patience, faults, log, control, secretKey } = ports;
  const { objects, deliveries, now } = world;
  const dispatcher = new Dispatcher({ objects, deliveries, now, retryDelay, faults, log });
  const timekeeper = new Timekeeper(world, log);
  const hub = new CliHub({ world, faults, log });
  const shop: ShopNews = {
    isTold: async (event) => {
      await Promise.all([dispatcher.answered(event, patience), hub.answered(event, patience)]);
    },
  };
  const app = new Hono()
    .route("/", control)
    .route("/", controlCli(world, hub))
    .use(
      "/v1/*",
      logRequests(world, (request) => hub.tellRequest(request)),
      faults.api,
    )
    .route("/", stripeApi({ world, secretKey, log }))
    .route("/", pages({ world, shop, log }));
  const onCommitted: World["onCommitted"] = (told, again) => {
    dispatcher.wake();
    timekeeper.wake();
    hub.tell(told);
    for (const event of again) hub.send(event);
  };
  return { app, dispatcher, hub, timekeeper, onCommitted };
}

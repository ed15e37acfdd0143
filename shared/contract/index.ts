import { actsContract } from "./acts.ts";
import { catalogContract } from "./catalog.ts";
import { eventActsContract } from "./event-acts.ts";
import { endpointsContract } from "./endpoints.ts";
import { eventsContract } from "./events.ts";
import { forwardContract } from "./forward.ts";
import { labContract } from "./lab.ts";
import { ordersContract } from "./orders.ts";
import { queuesContract } from "./queues.ts";
import { serversContract } from "./servers.ts";
import { settingsContract } from "./settings.ts";
import { signatureContract } from "./signature.ts";
import { systemContract } from "./system.ts";

/** All that a console may ask of the engine. The engine implements it; a MessagePort and a WebSocket carry it. */
export const contract = {
  system: systemContract,
  orders: ordersContract,
  events: eventsContract,
  eventActs: eventActsContract,
  servers: serversContract,
  forward: forwardContract,
  catalog: catalogContract,
  acts: actsContract,
  settings: settingsContract,
  queues: queuesContract,
  signature: signatureContract,
  endpoints: endpointsContract,
  lab: labContract,
};
export type Contract = typeof contract;

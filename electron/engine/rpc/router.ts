import type { Router } from "@orpc/server";
import type { Contract } from "../../../shared/contract/index.ts";
import { actsRouter } from "./acts.ts";
import { catalogRouter } from "./catalog.ts";
import type { RpcContext } from "./context.ts";
import { eventActsRouter } from "./event-acts.ts";
import { endpointsRouter } from "./endpoints.ts";
import { eventsRouter } from "./events.ts";
import { forwardRouter } from "./forward.ts";
import { os } from "./implementer.ts";
import { labRouter } from "./lab.ts";
import { ordersRouter } from "./orders.ts";
import { queuesRouter } from "./queues.ts";
import { serversRouter } from "./servers.ts";
import { settingsRouter } from "./settings.ts";
import { signatureRouter } from "./signature.ts";
import { systemRouter } from "./system.ts";

/** The whole contract, implemented. Hosts carry it; what is missing of the contract is a type error here. */
export const router: Router<Contract, RpcContext> = os.router({
  system: systemRouter,
  orders: ordersRouter,
  events: eventsRouter,
  eventActs: eventActsRouter,
  servers: serversRouter,
  forward: forwardRouter,
  catalog: catalogRouter,
  acts: actsRouter,
  settings: settingsRouter,
  queues: queuesRouter,
  signature: signatureRouter,
  endpoints: endpointsRouter,
  lab: labRouter,
});
export type EngineRouter = typeof router;

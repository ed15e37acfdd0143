import { environmentOf } from "../catalog/egg-environment.ts";
import type { Order } from "../orders/order-repository.ts";
import type { ServerBuild } from "../orders/server-build.ts";
import type { NewPanelServer, PanelEgg } from "../panel/panel-port.ts";

/** The server that an order asks the panel for: as sold, the egg's own where the plan says nothing. Pure. */
export function newServerOf(
  order: Pick<Order, "id" | "server_name">,
  build: ServerBuild,
  egg: PanelEgg,
  userId: number,
  place: NewPanelServer["place"],
): NewPanelServer {
  return {
    externalId: order.id,
    name: order.server_name,
    userId,
    eggId: build.eggId,
    dockerImage: build.dockerImage ?? egg.dockerImage,
    startup: build.startup ?? egg.startup,
    environment: environmentOf(egg, build.environment),
    limits: {
      memory: build.memoryMb,
      swap: build.swapMb,
      disk: build.diskMb,
      io: build.ioWeight,
      cpu: build.cpuPercent,
    },
    featureLimits: { databases: build.databases, allocations: build.allocations, backups: build.backups },
    place,
  };
}

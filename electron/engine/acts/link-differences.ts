import type { Order } from "../orders/order-repository.ts";
import { readBuild } from "../orders/server-build.ts";
import type { PanelServer } from "../panel/panel-port.ts";

/** How a server differs from what an order sold and to whom, as a sentence; null where it does not. Pure. */
export function linkDifferences(server: PanelServer, order: Order): string | null {
  const build = readBuild(order.build);
  const email = order.customer_email?.toLowerCase();
  const isTheirs = email !== undefined && server.userEmail?.toLowerCase() === email;
  const all = [
    isTheirs
      ? null
      : `it belongs to ${server.userEmail ?? `panel user ${server.userId}`}, not to ${email ?? order.user_id}`,
    server.externalId === null || server.externalId === order.id ? null : `its external id is ${server.externalId}`,
    differs("egg", server.eggId, build.eggId, ""),
    differs("memory", server.memoryMb, build.memoryMb, " MiB"),
    differs("disk", server.diskMb, build.diskMb, " MiB"),
    differs("CPU", server.cpuPercent, build.cpuPercent, " %"),
  ].filter((difference) => difference !== null);
  return all.length === 0 ? null : `Server ${server.id} is not what was sold: ${all.join(", ")}.`;
}

const differs = (what: string, has: number, sold: number, unit: string): string | null =>
  has === sold ? null : `it has ${what} ${has}${unit} where ${sold}${unit} was sold`;

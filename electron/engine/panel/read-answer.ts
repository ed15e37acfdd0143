import type { z } from "zod";
import type { SeenNode } from "./panel-dialect.ts";
import type { PanelAllocation, PanelEgg, PanelServer, PanelUser } from "./panel-port.ts";
import type { AllocationRaw, EggRaw, NodeRaw, ServerRaw, UserRaw } from "./panel-shapes.ts";

/** The panel's allocation in the port's words. */
export const readAllocation = ({ attributes }: z.infer<typeof AllocationRaw>): PanelAllocation => ({
  id: attributes.id,
  ip: attributes.ip,
  alias: attributes.alias ?? null,
  port: attributes.port,
  assigned: attributes.assigned,
});

export const readUser = ({ attributes }: z.infer<typeof UserRaw>): PanelUser => ({
  id: attributes.id,
  externalId: attributes.external_id,
  email: attributes.email,
  username: attributes.username,
});

/** The panel's server; owner's e-mail and address are null where the answer did not carry them. */
export function readServer({ attributes: a }: z.infer<typeof ServerRaw>): PanelServer {
  const owner = a.relationships?.user;
  const allocations = a.relationships?.allocations;
  const own = allocations && "data" in allocations ? allocations.data.map(readAllocation) : [];
  const main = own.find((allocation) => allocation.id === a.allocation);
  return {
    id: a.id,
    externalId: a.external_id,
    uuid: a.uuid,
    identifier: a.identifier,
    name: a.name,
    status: a.status,
    suspended: a.suspended,
    userId: a.user,
    userEmail: owner && "attributes" in owner ? owner.attributes.email : null,
    nodeId: a.node,
    allocationId: a.allocation,
    eggId: a.egg,
    memoryMb: a.limits.memory,
    diskMb: a.limits.disk,
    cpuPercent: a.limits.cpu,
    address: main ? addressOf(main) : null,
  };
}

const addressOf = ({ alias, ip, port }: PanelAllocation): string =>
  `${alias ?? (ip.includes(":") ? `[${ip}]` : ip)}:${port}`;

/** A node without what only one kind of panel says of it. */
export function readNode({ attributes: a }: z.infer<typeof NodeRaw>): Omit<SeenNode, "node"> & {
  readonly node: Omit<SeenNode["node"], "locationId" | "tags">;
} {
  const included = a.relationships?.allocations;
  const node = {
    id: a.id,
    name: a.name,
    fqdn: a.fqdn,
    public: a.public,
    maintenance: a.maintenance_mode,
    memoryMb: a.memory,
    memoryOverallocate: a.memory_overallocate,
    diskMb: a.disk,
    diskOverallocate: a.disk_overallocate,
    memoryUsedMb: a.allocated_resources.memory,
    diskUsedMb: a.allocated_resources.disk,
  };
  if (!included) return { node, allocations: "left out" };
  return { node, allocations: "data" in included ? included.data.map(readAllocation) : "hidden" };
}

export const readEgg = ({ attributes: a }: z.infer<typeof EggRaw>): PanelEgg => ({
  id: a.id,
  nestId: a.nest ?? null,
  name: a.name,
  dockerImage: a.docker_image,
  startup: a.startup,
  variables: a.relationships.variables.data.map(({ attributes }) => ({
    name: attributes.env_variable,
    defaultValue: attributes.default_value ?? "",
    rules: typeof attributes.rules === "string" ? attributes.rules : (attributes.rules ?? []).join("|"),
  })),
});

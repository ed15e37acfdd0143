import type { z } from "zod";
import type { PanelAllocation, PanelEgg, PanelNode, PanelServer, PanelUser } from "./panel-port.ts";
import type { AllocationAnswer, EggAnswer, NodeAnswer, ServerAnswer, UserAnswer } from "./panel-shapes.ts";

/** The panel's allocation in the port's words. */
export const readAllocation = ({ attributes }: z.infer<typeof AllocationAnswer>): PanelAllocation => ({
  id: attributes.id,
  ip: attributes.ip,
  alias: attributes.alias ?? null,
  port: attributes.port,
  assigned: attributes.assigned,
});

export const readUser = ({ attributes }: z.infer<typeof UserAnswer>): PanelUser => ({
  id: attributes.id,
  externalId: attributes.external_id,
  email: attributes.email,
  username: attributes.username,
});

/** The panel's server; owner's e-mail and address are null where the answer did not carry them. */
export function readServer({ attributes: a }: z.infer<typeof ServerAnswer>): PanelServer {
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

export const readNode = (
  { attributes: a }: z.infer<typeof NodeAnswer>,
  allocations: readonly PanelAllocation[],
): PanelNode => ({
  id: a.id,
  name: a.name,
  locationId: a.location_id,
  fqdn: a.fqdn,
  public: a.public,
  maintenance: a.maintenance_mode,
  memoryMb: a.memory,
  memoryOverallocate: a.memory_overallocate,
  diskMb: a.disk,
  diskOverallocate: a.disk_overallocate,
  memoryUsedMb: a.allocated_resources.memory,
  diskUsedMb: a.allocated_resources.disk,
  allocations,
});

export const readEgg = ({ attributes: a }: z.infer<typeof EggAnswer>): PanelEgg => ({
  id: a.id,
  nestId: a.nest,
  name: a.name,
  dockerImage: a.docker_image,
  startup: a.startup,
  variables: a.relationships.variables.data.map(({ attributes }) => ({
    name: attributes.env_variable,
    defaultValue: attributes.default_value ?? "",
    rules: attributes.rules ?? "",
  })),
});

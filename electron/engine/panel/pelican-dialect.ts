import { err, ok } from "../../../shared/kernel/result.ts";
import { PANEL_ACTS, type PanelAct, type PanelNeed } from "./panel-acts.ts";
import type { PanelDialect } from "./panel-dialect.ts";
import { faultOf } from "./panel-fault.ts";
import { type NewPanelServer, NO_LIMIT, type PanelNode } from "./panel-port.ts";
import { AllocationRaw, EggRaw, ServerRaw, TaggedNodeRaw, UserRaw } from "./panel-shapes.ts";
import { portRanges } from "./port-ranges.ts";
import { readAllocation, readEgg, readNode, readServer, readUser } from "./read-answer.ts";
import { nowhere, plainServerBody, plainUserBody } from "./request-bodies.ts";

const EggAnswer = EggRaw.transform(readEgg);

/** Pelican keys permissions by the thing's name: `server`, where Pterodactyl has the column `r_servers`. */
const needOf = ({ column, label, access }: PanelNeed): PanelNeed => ({
  column: column.replace(/^r_(.*)s$/, "$1"),
  label,
  access,
});
const actOf = ([name, act]: [string, PanelAct]) => [name, { ...act, needs: act.needs.map(needOf) }] as const;
const ACTS = Object.fromEntries(Object.entries(PANEL_ACTS).map(actOf)) as unknown as PanelDialect["acts"];

/** The words that stand for a state of the server; anything else is what its container does, so it is installed and well. */
const STATES = new Set(["installing", "install_failed", "reinstall_failed", "suspended", "restoring_backup"]);

/** Pelican fills a node without a limit where its size is 0, and where its overallocation is −1. */
const overallocationOf = (size: number, overallocate: number): number =>
  size === 0 || overallocate < 0 ? NO_LIMIT : overallocate;

/** The fork: no locations and no nests, users without a name, a deploy by tags. Differences as its source has them. */
export const PELICAN: PanelDialect = {
  acts: ACTS,
  server: ServerRaw.transform((raw) => {
    const server = readServer(raw);
    return { ...server, status: server.status !== null && STATES.has(server.status) ? server.status : null };
  }),
  user: UserRaw.transform(readUser),
  allocation: AllocationRaw.transform(readAllocation),
  node: TaggedNodeRaw.transform((raw) => {
    const { node, allocations } = readNode(raw);
    const memoryOverallocate = overallocationOf(node.memoryMb, node.memoryOverallocate);
    const diskOverallocate = overallocationOf(node.diskMb, node.diskOverallocate);
    const tags = raw.attributes.tags ?? [];
    return { node: { ...node, memoryOverallocate, diskOverallocate, locationId: null, tags }, allocations };
  }),
  findEgg: (calls, eggId, _nestId, trail) =>
    calls.find(ACTS.findEgg, `/api/application/eggs/${eggId}?include=variables`, EggAnswer, trail),
  userBody: plainUserBody,
  async serverBody(server, panel, trail) {
    const body = plainServerBody(server);
    const { place } = server;
    if (place.kind === "allocation") return ok({ ...body, allocation: { default: place.allocationId } });
    if (place.tags.length === 0) return err(faultOf(null, "refused", "PANEL_NO_NODE", nowhere("tags", "tags")));
    const { result, exchanges } = await panel.listNodes();
    trail.push(...exchanges);
    if (!result.ok) return result;
    const ports = portRanges(freePorts(result.value, place.tags));
    if (ports.length === 0) return err(faultOf(null, "refused", "PANEL_NO_ALLOCATION", noPort(place)));
    return ok({ ...body, deploy: { tags: place.tags, dedicated_ip: false, port_range: ports } });
  },
};

/** With no ports named Pelican assigns none, and the server has no address: so every free one is named. */
const freePorts = (nodes: readonly PanelNode[], tags: readonly string[]): number[] =>
  nodes
    .filter((node) => node.public && node.tags.some((tag) => tags.includes(tag)))
    .flatMap(({ allocations }) => allocations.filter(({ assigned }) => !assigned).map(({ port }) => port));

const noPort = ({ tags }: Extract<NewPanelServer["place"], { kind: "deploy" }>): string =>
  `No public node tagged ${tags.join(" or ")} has a free port. Add allocations to one.`;

import type { CatalogFile, CatalogPlan, CatalogRegion } from "../../shared/contract/catalog-file.ts";
import { BUILT_IN_SEED, playNode } from "./panel/seed/built-in-seed.ts";
import type { PanelSeed, SeedEgg, SeedNode } from "./panel/seed/panel-seed.ts";

/** Room for eight of the largest plan, and never less than this. */
const LEAST_GIB = 128;
const NODE_FOR_NOBODY = 1000; // numbers of nodes that no catalog names start above this
const NODE_OF_TAGS = 2000; // and those of nodes that only have tags above this
const SOMEWHERE = BUILT_IN_SEED.locations[0]!.id;

/**
 * The built-in panel, and whatever else a catalog names: every location and node of its regions stands and has room, and
 * every egg of its plans is there. A region's node that the built-in panel has elsewhere stands where the catalog says.
 * Nodes have the tags of the regions that they are in, and a region that names nothing but tags has a node with them.
 */
export function panelSeedOf({ plans, regions }: CatalogFile): PanelSeed {
  const memoryGib = Math.max(LEAST_GIB, ...plans.map((plan) => Math.ceil(plan.ram_mb / 1024) * 8));
  const locations = [...BUILT_IN_SEED.locations, ...lackingLocations(regions)];
  const named = namedNodes(regions, memoryGib);
  const elsewhere = BUILT_IN_SEED.nodes.filter(({ id }) => !named.some((node) => node.id === id));
  const nodes = [...named, ...elsewhere];
  const bare = locations.filter(({ id }) => !nodes.some((node) => node.locationId === id));
  const onBare = bare.map(({ id }) =>
    playNode({ id: NODE_FOR_NOBODY + id, name: `play-${id}`, locationId: id, memoryGib }),
  );
  return {
    ...BUILT_IN_SEED,
    locations,
    nodes: [
      ...[...nodes, ...onBare].map((node) => ({ ...node, tags: tagsOn(node, regions) })),
      ...taggedNodes(regions, memoryGib),
    ],
    nests: [...BUILT_IN_SEED.nests, ...lackingNests(plans)],
    eggs: [...BUILT_IN_SEED.eggs, ...lackingEggs(plans)],
  };
}

function tagsOn({ id, locationId }: SeedNode, regions: readonly CatalogRegion[]): string[] {
  const mine = regions.filter(({ node_ids, location_ids }) =>
    node_ids ? node_ids.includes(id) : location_ids.includes(locationId),
  );
  return [...new Set(mine.flatMap(({ tags = [] }) => tags))];
}

const taggedNodes = (regions: readonly CatalogRegion[], memoryGib: number): SeedNode[] =>
  regions
    .filter(({ node_ids, location_ids }) => !node_ids && location_ids.length === 0)
    .map(({ id: name, tags = [] }, at) => ({
      ...playNode({ id: NODE_OF_TAGS + at, name, locationId: SOMEWHERE, memoryGib }),
      tags,
    }));

const once = <T extends { readonly id: number }>(rows: readonly T[]): T[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];
const lacking = <T extends { readonly id: number }>(
  rows: readonly T[],
  known: readonly { readonly id: number }[],
): T[] => once(rows.filter(({ id }) => !known.some((row) => row.id === id)));

const lackingLocations = (regions: readonly CatalogRegion[]) =>
  lacking(
    regions.flatMap(({ id: short, name, location_ids }) =>
      location_ids.map((id) => ({ id, short: `${short}.${id}`.slice(0, 60), long: name })),
    ),
    BUILT_IN_SEED.locations,
  );

function namedNodes(regions: readonly CatalogRegion[], memoryGib: number): SeedNode[] {
  const nodes = regions.flatMap(({ id: region, location_ids, node_ids = [] }) =>
    node_ids.map((id): SeedNode => {
      const known = BUILT_IN_SEED.nodes.find((node) => node.id === id);
      if (known && (location_ids.length === 0 || location_ids.includes(known.locationId))) return known;
      return playNode({ id, name: `${region}-${id}`, locationId: location_ids[0] ?? SOMEWHERE, memoryGib });
    }),
  );
  return once(nodes);
}

const nestOf = (plan: CatalogPlan) => plan.nest_id ?? BUILT_IN_SEED.nests[0]!.id;
const lackingNests = (plans: readonly CatalogPlan[]) =>
  lacking(
    plans.map((plan) => ({ id: nestOf(plan), name: `Nest ${nestOf(plan)}`, description: "Made for the catalog." })),
    BUILT_IN_SEED.nests,
  );

/** An egg that nobody described takes anything: its variables are those that the plans set, none of them required. */
const lackingEggs = (plans: readonly CatalogPlan[]): SeedEgg[] =>
  lacking(
    plans.map((plan) => ({
      id: plan.egg_id,
      nestId: nestOf(plan),
      name: `${plan.game} ${plan.egg_id}`,
      images: { Default: plan.docker_image ?? "ghcr.io/pterodactyl/yolks:debian" },
      startup: plan.startup ?? "./start.sh",
      variables: variablesOf(plans, plan.egg_id),
    })),
    BUILT_IN_SEED.eggs,
  );

function variablesOf(plans: readonly CatalogPlan[], eggId: number): SeedEgg["variables"] {
  const set = plans.filter((plan) => plan.egg_id === eggId).flatMap((plan) => Object.keys(plan.environment));
  return [...new Set(set)].map((env) => ({ env, name: env, value: "", rules: "nullable|string" }));
}

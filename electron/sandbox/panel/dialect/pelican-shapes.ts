import { eggShape, eggVariableShape, serverVariableShape } from "../shapes/eggs.ts";
import { allocationShape, nodeShape, usedOf } from "../shapes/places.ts";
import { serverShape, userShape } from "../shapes/servers.ts";
import type { Shape } from "../shapes/shape.ts";
import type { EggRow, EggVariableRow, NodeRow, ServerRow, UserRow } from "../store/rows.ts";
import { tagsOf } from "../store/rows.ts";
import { PTERODACTYL } from "./pterodactyl.ts";
import type { Shapes } from "./panel-dialect.ts";

type Attributes = Readonly<Record<string, unknown>>;

function without(attributes: Attributes, ...names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !names.includes(name)));
}

/** The same shape, but for what `change` makes of its attributes and the includes that Pelican lacks. */
const changed = <Row>(
  shape: Shape<Row>,
  lacks: readonly string[],
  change: (attributes: Attributes, row: Row) => Attributes,
): Shape<Row> => ({
  attributes: (row, store) => change(shape.attributes(row, store), row),
  includes: Object.fromEntries(Object.entries(shape.includes).filter(([name]) => !lacks.includes(name))),
});

const server = changed<ServerRow>(serverShape, ["nest", "location"], (attributes, row) => {
  const limits = { ...(attributes["limits"] as Attributes), oom_killer: row.oom_disabled === 0 };
  return { ...without(attributes, "nest"), limits };
});

const node: Shape<NodeRow> = {
  includes: changed(nodeShape, ["location"], (attributes) => attributes).includes,
  attributes: (row, store) => ({
    ...without(nodeShape.attributes(row, store), "location_id"),
    cpu: 0,
    cpu_overallocate: 0,
    tags: tagsOf(row),
    allocated_resources: {
      ...usedOf(store, row.id),
      cpu: store.servers.where({ node_id: row.id }).reduce((sum, { cpu }) => sum + cpu, 0),
    },
  }),
};

const user = changed<UserRow>(userShape, [], (attributes) => ({
  ...without(attributes, "first_name", "last_name"),
  "2fa_enabled": attributes["2fa"],
}));

const egg = changed<EggRow>(eggShape, ["nest"], (attributes) => ({
  ...without(attributes, "nest"),
  tags: [],
  startup_commands: { Default: attributes["startup"] },
}));

/** Rules are a list here, not one text. */
const withRuleList = (attributes: Attributes): Attributes => ({
  ...attributes,
  rules: String(attributes["rules"]).split("|"),
});
const variable = changed<EggVariableRow>(eggVariableShape, [], withRuleList);
const serverVariable = changed(serverVariableShape, [], withRuleList);

/** How Pelican shows what Pterodactyl shows otherwise. */
export const PELICAN_SHAPES: Shapes = {
  ...PTERODACTYL.shapes,
  allocation: allocationShape,
  server,
  node,
  user,
  egg,
  egg_variable: variable,
  server_variable: serverVariable,
};

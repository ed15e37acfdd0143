import type { EggRow, EggVariableRow, NestRow } from "../store/rows.ts";
import { many, never, one, type Shape, type ShapeRows, stamps } from "./shape.ts";

export const nestShape: Shape<NestRow> = {
  attributes: (row) => ({
    id: row.id,
    uuid: row.uuid,
    author: row.author,
    name: row.name,
    description: row.description,
    ...stamps(row),
  }),
  includes: {
    eggs: many("egg", "eggs", (row, store) => store.eggs.where({ nest_id: row.id })),
    servers: many("server", "servers", (row, store) => store.servers.where({ nest_id: row.id })),
  },
};

const CONFIG = { files: {}, startup: { done: "Done" }, stop: "stop", logs: [], file_denylist: [], extends: null };
const SCRIPT = { privileged: true, install: "#!/bin/ash\n", entry: "ash", container: "alpine:3", extends: null };

/** The images of an egg; the first is the one that a server gets unless it says otherwise. */
const imagesOf = (row: EggRow): Record<string, string> => JSON.parse(row.docker_images) as Record<string, string>;

export const eggShape: Shape<EggRow> = {
  attributes: (row) => ({
    id: row.id,
    uuid: row.uuid,
    name: row.name,
    nest: row.nest_id,
    author: row.author,
    description: row.description,
    docker_image: Object.values(imagesOf(row))[0] ?? "",
    docker_images: imagesOf(row),
    config: CONFIG,
    startup: row.startup,
    script: SCRIPT,
    ...stamps(row),
  }),
  includes: {
    nest: one("nest", "nests", (row, store) => store.nests.get(row.nest_id)),
    servers: many("server", "servers", (row, store) => store.servers.where({ egg_id: row.id })),
    config: never("eggs"),
    script: never("eggs"),
    variables: many("egg_variable", "eggs", (row, store) => store.eggVariables.where({ egg_id: row.id })),
  },
};

const variableAttributes = (row: EggVariableRow) => ({
  id: row.id,
  egg_id: row.egg_id,
  name: row.name,
  description: row.description,
  env_variable: row.env_variable,
  default_value: row.default_value,
  user_viewable: row.user_viewable === 1,
  user_editable: row.user_editable === 1,
  rules: row.rules,
  created_at: microStamp(row.created_at),
  updated_at: microStamp(row.updated_at),
});
// The panel hands these two on as the framework prints them, not as its other times.
const microStamp = (at: number): string => new Date(at).toISOString().replace(/(\.\d{3})Z$/, "$1000Z");

export const eggVariableShape: Shape<EggVariableRow> = { attributes: variableAttributes, includes: {} };

export const serverVariableShape: Shape<ShapeRows["server_variable"]> = {
  attributes: ({ variable, value }) => ({ ...variableAttributes(variable), server_value: value }),
  includes: {},
};

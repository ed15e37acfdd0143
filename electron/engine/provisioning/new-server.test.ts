import { expect, test } from "vitest";
import { CatalogFile } from "../../../shared/contract/catalog-file.ts";
import { aCatalog } from "../catalog/catalog-for-tests.ts";
import { buildOf } from "../catalog/offer.ts";
import type { PanelEgg } from "../panel/panel-port.ts";
import { newServerOf } from "./new-server.ts";

const build = buildOf(CatalogFile.parse(aCatalog()).plans[0]!, []);
const egg: PanelEgg = {
  id: 5,
  nestId: 1,
  name: "Paper",
  dockerImage: "egg's image",
  startup: "egg's start",
  variables: [
    { name: "MINECRAFT_VERSION", defaultValue: "latest", rules: "required" },
    { name: "SERVER_JARFILE", defaultValue: "server.jar", rules: "required" },
  ],
};
const order = { id: "ord_1", server_name: "survival" };
const place = { kind: "allocation", allocationId: 9 } as const;

test("a server is asked for as it was sold, under its order's id", () => {
  expect(newServerOf(order, build, egg, 7, place)).toEqual({
    externalId: "ord_1",
    name: "survival",
    userId: 7,
    eggId: 5,
    dockerImage: "egg's image",
    startup: "egg's start",
    environment: { MINECRAFT_VERSION: "1.21", SERVER_JARFILE: "server.jar" },
    limits: { memory: 4_096, swap: 0, disk: 20_480, io: 500, cpu: 200 },
    featureLimits: { databases: 0, allocations: 1, backups: 0 },
    place,
  });
});

test("a plan's own image and start stand before the egg's", () => {
  const own = { ...build, dockerImage: "plan's image", startup: "plan's start" };
  expect(newServerOf(order, own, egg, 7, place)).toMatchObject({
    dockerImage: "plan's image",
    startup: "plan's start",
  });
});

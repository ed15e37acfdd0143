import { expect, test } from "vitest";
import type { NewPanelServer } from "./panel-port.ts";
import { nowhere, plainServerBody, plainUserBody } from "./request-bodies.ts";

const server: NewPanelServer = {
  externalId: "ord_1",
  name: "survival",
  userId: 7,
  eggId: 5,
  dockerImage: "image",
  startup: "java",
  environment: { JAR: "server.jar" },
  limits: { memory: 1_024, swap: 0, disk: 2_048, io: 500, cpu: 100 },
  featureLimits: { databases: 1, allocations: 2, backups: 3 },
  place: { kind: "allocation", allocationId: 9 },
};

test("a server is asked for under its order's id, with all that was sold, to be installed and started", () => {
  expect(plainServerBody(server)).toEqual({
    external_id: "ord_1",
    name: "survival",
    user: 7,
    egg: 5,
    docker_image: "image",
    startup: "java",
    environment: { JAR: "server.jar" },
    limits: { memory: 1_024, swap: 0, disk: 2_048, io: 500, cpu: 100 },
    feature_limits: { databases: 1, allocations: 2, backups: 3 },
    start_on_completion: true,
    skip_scripts: false,
  });
});

test("a customer is asked for under our id, without the names that only some panels keep", () => {
  const user = { externalId: "wb_7", email: "a@b.test", username: "a_b", firstName: "A", lastName: "B" };
  expect(plainUserBody(user)).toEqual({ external_id: "wb_7", email: "a@b.test", username: "a_b" });
});

test("a region without a place says which field of the catalog gives it one", () => {
  expect(nowhere("location_ids", "location")).toBe(
    "The order's region names no location, and this kind of panel finds a node by them. Add location_ids to the region in the catalog, or let it place by nodes.",
  );
});

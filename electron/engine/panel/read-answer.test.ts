import { expect, test } from "vitest";
import { AllocationRaw, EggRaw, NodeRaw, ServerRaw, UserRaw } from "./panel-shapes.ts";
import { readAllocation, readEgg, readNode, readServer, readUser } from "./read-answer.ts";

const HIDDEN = { object: "null_resource", attributes: null };
const allocation = (id: number, patch: object = {}) => ({
  object: "allocation",
  attributes: { id, ip: "198.51.100.20", alias: null, port: 25_565, assigned: true, ...patch },
});
const list = (...data: readonly object[]) => ({ object: "list", data });

const serverWith = (relationships: object | undefined) =>
  readServer(
    ServerRaw.parse({
      attributes: {
        id: 42,
        external_id: "ord_1",
        uuid: "a1b2c3d4-0000",
        identifier: "a1b2c3d4",
        name: "survival",
        status: null,
        suspended: false,
        user: 7,
        node: 1,
        allocation: 9,
        egg: 5,
        limits: { memory: 1_024, disk: 2_048, cpu: 100 },
        relationships,
      },
    }),
  );

test.each([
  ["by its number", {}, "198.51.100.20:25565"],
  ["by its alias, where it has one", { alias: "play.example" }, "play.example:25565"],
  ["in brackets, where it is IPv6", { ip: "2001:db8::1" }, "[2001:db8::1]:25565"],
])("a server's address is its main allocation's, %s", (_name, patch, address) => {
  expect(serverWith({ allocations: list(allocation(8), allocation(9, patch)) }).address).toBe(address);
});

test("an owner is known by the account's e-mail and by our id", () => {
  const owner = { attributes: { id: 7, external_id: "wb_7", email: "a@b.test", username: "a_b" } };
  expect(serverWith({ user: owner }).userEmail).toBe("a@b.test");
  expect(readUser(UserRaw.parse(owner))).toEqual({ id: 7, externalId: "wb_7", email: "a@b.test", username: "a_b" });
});

test("what a key may not see, or an answer left out, is not known, and never guessed", () => {
  expect(serverWith(undefined)).toMatchObject({ userEmail: null, address: null });
  expect(serverWith({ user: HIDDEN, allocations: HIDDEN })).toMatchObject({ userEmail: null, address: null });
  expect(serverWith({ allocations: list(allocation(8)) }).address).toBeNull();
});

const nodeWith = (relationships: object | undefined) =>
  readNode(
    NodeRaw.parse({
      attributes: {
        id: 1,
        name: "us-1",
        fqdn: "node.test",
        public: true,
        maintenance_mode: false,
        memory: 1_024,
        memory_overallocate: -1,
        disk: 2_048,
        disk_overallocate: 0,
        allocated_resources: { memory: 512, disk: 1_024 },
        relationships,
      },
    }),
  );

test("a node's ports are told apart from those that are hidden and those that were left out", () => {
  const { attributes } = allocation(8);
  expect(nodeWith({ allocations: list(allocation(8)) }).allocations).toEqual([attributes]);
  expect(nodeWith({ allocations: HIDDEN }).allocations).toBe("hidden");
  expect(nodeWith(undefined)).toMatchObject({
    allocations: "left out",
    node: { maintenance: false, memoryOverallocate: -1, memoryUsedMb: 512, diskUsedMb: 1_024 },
  });
});

test("an allocation without an alias has none", () => {
  expect(readAllocation(AllocationRaw.parse(allocation(8, { alias: undefined }))).alias).toBeNull();
});

const variable = (patch: object) => ({
  attributes: { env_variable: "JAR", default_value: "x", rules: "a|b", ...patch },
});

test("an egg's rules are one text, whichever way a panel writes them; a missing default is an empty one", () => {
  const variables = list(variable({}), variable({ rules: ["a", "b"] }), variable({ rules: null, default_value: null }));
  const egg = readEgg(
    EggRaw.parse({
      attributes: { id: 5, name: "Paper", docker_image: "image", startup: "java", relationships: { variables } },
    }),
  );
  expect(egg).toMatchObject({ id: 5, nestId: null });
  expect(egg.variables.map(({ rules, defaultValue }) => [rules, defaultValue])).toEqual([
    ["a|b", "x"],
    ["a|b", "x"],
    ["", ""],
  ]);
});

import { expect, test } from "vitest";
import { expectOneServer, openWorld, paidOrder, runToEnd, type World } from "./provisioning-world/world.ts";

const admin = {
  id: 1,
  email: "admin@example.com",
  username: "admin",
  firstName: "Ada",
  lastName: "Admin",
  admin: true,
};
const user = (patch: object) => ({
  id: 2,
  email: "x@example.com",
  username: "xyz",
  firstName: "X",
  lastName: "Y",
  ...patch,
});
const ownerOf = ({ panelDb }: World) =>
  panelDb.prepare("SELECT u.* FROM servers s JOIN users u ON u.id = s.owner_id").get() as Record<string, unknown>;

test("the customer's account is made where there is none, with the shop's id and a name that the panel takes", async () => {
  const world = await openWorld();
  await paidOrder(world);
  await runToEnd(world);
  const owner = { external_id: "user-7", email: "jane.doe@example.com", username: "jane.doe", last_name: "Doe" };
  expect(ownerOf(world)).toMatchObject(owner);
  const customer = await world.db.selectFrom("customers").selectAll().executeTakeFirstOrThrow();
  expect(customer).toMatchObject({ user_id: "user-7", panel_user_id: ownerOf(world)["id"] });
});

test("the customer's account is the one with their id, though the address there is another", async () => {
  const world = await openWorld({
    seed: { users: [admin, user({ externalId: "user-7", email: "old@example.com" })] },
  });
  await paidOrder(world);
  await runToEnd(world);
  expect(ownerOf(world)).toMatchObject({ id: 2 });
  await expectOneServer(world);
});

test("the customer's account is the one with their address, whatever its case", async () => {
  const world = await openWorld({ seed: { users: [admin, user({ email: "Jane.Doe@Example.com" })] } });
  await paidOrder(world);
  await runToEnd(world);
  expect(ownerOf(world)).toMatchObject({ id: 2 });
});

test("the customer's account is never somebody whose address merely contains theirs", async () => {
  const world = await openWorld({ seed: { users: [admin, user({ email: "mary-jane.doe@example.com" })] } });
  await paidOrder(world);
  await runToEnd(world);
  expect(ownerOf(world)).toMatchObject({ email: "jane.doe@example.com" });
});

test("the customer's account gets another username where the first is taken", async () => {
  const world = await openWorld({ seed: { users: [admin, user({ username: "jane.doe" })] } });
  await paidOrder(world);
  await runToEnd(world);
  expect(ownerOf(world)["username"]).toMatch(/^jane\.doe-[0-9a-f]{6}$/);
});

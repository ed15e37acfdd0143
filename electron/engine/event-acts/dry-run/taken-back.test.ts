import { expect, test } from "vitest";
import { openTestStore } from "../../store/test-store.ts";
import { takenBack } from "./taken-back.ts";

const setting = (key: string) => ({ key, value: "1", updated_at: 1 });

test("what is written is seen inside, also through a transaction in it, and is gone afterwards", async () => {
  const { db } = openTestStore();
  const read = (on: typeof db) => on.selectFrom("settings").select("key").orderBy("key").execute();
  const seen = await takenBack(db, async (tx) => {
    await tx.insertInto("settings").values(setting("a")).execute();
    await tx.transaction().execute((inner) => inner.insertInto("settings").values(setting("b")).execute());
    return read(tx);
  });
  expect(seen).toEqual([{ key: "a" }, { key: "b" }]);
  expect(await read(db)).toEqual([]);
});

test("what goes wrong inside is told, and nothing of it stays", async () => {
  const { db } = openTestStore();
  const work = takenBack(db, async (tx) => {
    await tx.insertInto("settings").values(setting("a")).execute();
    throw new Error("half-way");
  });
  await expect(work).rejects.toThrow("half-way");
  expect(await db.selectFrom("settings").selectAll().execute()).toEqual([]);
});

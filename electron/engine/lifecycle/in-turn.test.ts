import { expect, test } from "vitest";
import { openTestStore } from "../store/test-store.ts";
import { inTurn } from "./in-turn.ts";

test("works on one object follow one another, also after one that failed, and those on another do not wait", async () => {
  const deps = openTestStore();
  const log: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const first = inTurn(deps, "sub_1", async () => {
    log.push("first begins");
    await promise;
    log.push("first ends");
    throw new Error("failed");
  });
  const second = inTurn(deps, "sub_1", async () => {
    await Promise.resolve();
    log.push("second");
    return 2;
  });
  await inTurn(deps, "sub_2", async () => {
    await Promise.resolve();
    log.push("another's");
  });
  resolve();
  await expect(first).rejects.toThrow("failed");
  expect(await second).toBe(2);
  expect(log).toEqual(["first begins", "another's", "first ends", "second"]);
});

test("two engines in one process do not wait for each other", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const slow = inTurn(openTestStore(), "sub_1", () => promise);
  expect(await inTurn(openTestStore(), "sub_1", () => Promise.resolve("done"))).toBe("done");
  resolve();
  await slow;
});

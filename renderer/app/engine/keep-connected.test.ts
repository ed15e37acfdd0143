import { expect, test } from "vitest";
import { backOff, keepConnected } from "./keep-connected.ts";
import type { Line } from "./line.ts";

const line = (closed: Promise<void>): Line => ({ link: { call: async () => undefined }, closed });

test("it waits longer after each failure, and five seconds at most", () => {
  expect([0, 1, 2, 3, 4, 5, 9].map(backOff)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
});

test("it dials again after a lost line and after a failed try, and starts counting anew once one holds", async () => {
  const answers = [
    () => Promise.resolve(line(Promise.resolve())),
    () => Promise.reject(new Error("refused")),
    () => Promise.reject(new Error("refused")),
    () => Promise.resolve(line(Promise.resolve())),
  ];
  const seen: string[] = [];
  const waited: number[] = [];
  await keepConnected(
    async () => {
      const answer = answers.shift();
      if (answer === undefined) throw new Error("dialled once too often");
      return answer();
    },
    { onOpen: () => seen.push("open"), onLost: () => seen.push("lost") },
    async (ms) => {
      waited.push(ms);
      return answers.length > 0 ? "go on" : "over";
    },
  );
  expect(seen).toEqual(["open", "lost", "open", "lost"]);
  expect(waited).toEqual([250, 500, 1000, 250]);
});

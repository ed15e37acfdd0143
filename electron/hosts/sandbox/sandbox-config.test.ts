import { expect, test } from "vitest";
import { readSandboxConfig } from "./sandbox-config.ts";

const read = (...argv: string[]) => readSandboxConfig({ argv, env: {}, platform: "linux", home: "/home/ada" });

test("without flags nothing breaks and no world is made", () => {
  expect(read()).toMatchObject({ ok: true, value: { scenarios: null, world: null } });
});

test("scenarios come with commas, the seed is theirs and the world's", () => {
  const flags = [
    "--scenario",
    "stripe-5xx,panel-500",
    "--seed",
    "7",
    "--intensity=.3",
    "--world",
    "1000",
    "--months=6",
  ];
  expect(read(...flags)).toMatchObject({
    ok: true,
    value: {
      scenarios: { names: ["stripe-5xx", "panel-500"], seed: 7, intensity: 0.3 },
      world: { events: 1000, months: 6, seed: 7 },
    },
  });
});

const refused: [flag: string, value: string, says: RegExp][] = [
  ["--scenario", "stripe-5xx,nothing", /^--scenario "stripe-5xx,nothing" names no scenario/],
  ["--scenario", ",", /^--scenario "," names no scenario/],
  ["--intensity", "0", /^--intensity "0" is not a share/],
  ["--intensity", "1.5", /^--intensity "1.5" is not a share/],
  ["--seed", "-1", /^--seed "-1" is not a whole number/],
  ["--world", "9", /^--world "9" is not a whole number from 10/],
  ["--months", "12.5", /^--months "12.5" is not a whole number/],
];

test.each(refused)("%s %s is refused by name", (flag, value, says) => {
  expect(read(`${flag}=${value}`)).toMatchObject({ ok: false, error: expect.stringMatching(says) as string });
});

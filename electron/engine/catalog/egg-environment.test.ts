import { expect, test } from "vitest";
import type { PanelEgg } from "../panel/panel-port.ts";
import { blockingEggProblem, eggProblems, environmentOf } from "./egg-environment.ts";

const egg: PanelEgg = {
  id: 14,
  nestId: 4,
  name: "Rust",
  dockerImage: "image",
  startup: "start",
  variables: [
    { name: "HOSTNAME", defaultValue: "A Rust Server", rules: "required|string|max:60" },
    { name: "SERVER_URL", defaultValue: "", rules: "nullable|url" },
    { name: "RCON_PASS", defaultValue: "", rules: "required|string|max:64" },
  ],
};
const plan = (environment: Record<string, string>) => ({ name: "Rust 8 GB", egg_id: 14, environment });

test("every variable is sent, the plan's word before the egg's", () => {
  expect(environmentOf(egg, { RCON_PASS: "x", HOSTNAME: "Mine", STRANGER: "y" })).toEqual({
    HOSTNAME: "Mine",
    SERVER_URL: "",
    RCON_PASS: "x",
  });
});

test("a required variable with neither a value nor a default is named", () => {
  expect(eggProblems(plan({}), egg)).toEqual([
    {
      code: "EGG_VARIABLE_MISSING",
      says: "The plan Rust 8 GB: RCON_PASS of the egg Rust needs a value. Set it in the plan's environment.",
    },
  ]);
});

test("a value that the egg's rules refuse is shown", () => {
  expect(blockingEggProblem(plan({ RCON_PASS: "x", SERVER_URL: "nowhere" }), egg)).toEqual({
    code: "EGG_VARIABLE_REFUSED",
    says: "The plan Rust 8 GB: SERVER_URL of the egg Rust must be a URL, and “nowhere” does not fit. Set it in the plan's environment.",
  });
});

test("a variable that the egg does not have is told, and stops nobody", () => {
  const misspelt = plan({ RCON_PASS: "x", HOST_NAME: "Mine" });
  expect(eggProblems(misspelt, egg)).toMatchObject([{ code: "EGG_VARIABLE_UNKNOWN" }]);
  expect(blockingEggProblem(misspelt, egg)).toBeNull();
});

test("an egg that the panel does not have", () => {
  expect(blockingEggProblem(plan({}), null)).toMatchObject({ code: "EGG_NOT_FOUND" });
});

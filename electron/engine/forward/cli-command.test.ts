import { expect, test } from "vitest";
import { HANDLED_TYPES } from "../events/event-types.ts";
import { forwardTarget, listenCommand, type ListenAsked } from "./cli-command.ts";

const asked: ListenAsked = {
  env: "test",
  secretKey: "rk_test_secret",
  apiBase: null,
  forwardTo: "http://127.0.0.1:3001/api/stripe/webhook",
  folder: "/data/forward/test",
  passed: { HTTPS_PROXY: "http://proxy:8080", HOME: "/root" },
};
const after = (args: readonly string[], flag: string) => args[args.indexOf(flag) + 1];

test("it listens to what Waybill acts on, and to its own heartbeat where there is one", () => {
  const { args } = listenCommand(asked);
  expect(args[0]).toBe("listen");
  expect(after(args, "--events")).toBe([...HANDLED_TYPES, "customer.updated"].join(","));
  expect(after(args, "--forward-to")).toBe(asked.forwardTo);
  expect(after(args, "--device-name")).toBe("waybill-test");
  expect(args).toContain("--skip-update");
  const live = listenCommand({ ...asked, env: "live" }).args;
  expect(after(live, "--events")).toBe(HANDLED_TYPES.join(","));
  expect(live).toContain("--live");
  expect(args).not.toContain("--live");
});

test("the key is in its environment alone, and that holds nothing that was not meant for it", () => {
  const { args, env } = listenCommand(asked);
  expect(args.join(" ")).not.toContain(asked.secretKey);
  expect(env).toEqual({
    HTTPS_PROXY: "http://proxy:8080",
    HOME: asked.folder,
    USERPROFILE: asked.folder,
    XDG_CONFIG_HOME: asked.folder,
    STRIPE_CLI_TELEMETRY_OPTOUT: "1",
    STRIPE_NO_AUTO_UPDATE: "1",
    STRIPE_API_KEY: asked.secretKey,
  });
});

test.each([
  ["http://localhost:4010", "http://127.0.0.1:4010"],
  ["http://[::1]:4010", "http://[::1]:4010"],
  ["http://localhost.example:1", "http://localhost.example:1"],
])("a stand-in at %s is told as %s, since the CLI refuses the name", (apiBase, told) =>
  expect(after(listenCommand({ ...asked, apiBase }).args, "--api-base")).toBe(told),
);

test.each([
  ["http://127.0.0.1:3001", "http://127.0.0.1:3001/api/stripe/webhook"],
  ["http://0.0.0.0:80", "http://127.0.0.1/api/stripe/webhook"],
  ["http://[::]:3001", "http://[::1]:3001/api/stripe/webhook"],
])("an ingress at %s is posted to at %s", (url, target) => expect(forwardTarget(url)).toBe(target));

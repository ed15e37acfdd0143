import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { lockDataFolder } from "./data-folder-lock.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "waybill-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const source = path.join(import.meta.dirname, "data-folder-lock.ts");

test("a second one is refused with the first one's pid, and may follow when it is gone", async () => {
  const program = `import { lockDataFolder } from ${JSON.stringify(source)};
    const { ok } = lockDataFolder(${JSON.stringify(folder)}, "test");
    for (let turn = 0; turn < 3; turn += 1) { // what nobody refers to is gone after this
      gc();
      await new Promise(setImmediate);
    }
    console.log(ok);
    setInterval(() => {}, 1000);`;
  const first = spawn(process.execPath, ["--expose-gc", "--input-type=module-typescript", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void first.kill("SIGKILL"));
  const [said] = (await once(first.stdout, "data")) as [Buffer];
  expect(said.toString()).toBe("true\n");

  expect(lockDataFolder(folder, "test")).toEqual({
    ok: false,
    error: {
      exitCode: 2,
      says: `--data-dir ${JSON.stringify(folder)} is used by another Waybill (pid ${first.pid}) for test: stop that one, or choose another folder.`,
    },
  });
  expect(lockDataFolder(folder, "live").ok).toBe(true);

  first.kill("SIGKILL"); // nothing is cleaned up
  await once(first, "exit");
  expect(lockDataFolder(folder, "test").ok).toBe(true);
});

test("a released lock is free", () => {
  const first = lockDataFolder(folder, "test");
  if (first.ok) first.value.release();
  expect(lockDataFolder(folder, "test").ok).toBe(true);
});

test("a folder is made with its parents", () => {
  expect(lockDataFolder(path.join(folder, "a/b"), "test").ok).toBe(true);
});

test("what is no folder is refused in one sentence", () => {
  const file = path.join(folder, "file");
  writeFileSync(file, "");
  const refused = lockDataFolder(file, "test");
  expect(refused).toMatchObject({
    ok: false,
    error: { says: `--data-dir ${JSON.stringify(file)} is not a folder: choose another.` },
  });
  mkdirSync(path.join(folder, "test.lock"));
  expect(lockDataFolder(folder, "test")).toMatchObject({ ok: false, error: { exitCode: 2 } });
});

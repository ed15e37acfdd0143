import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { pidFile } from "./pid-file.ts";
import { processFacts } from "./process-facts.ts";

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-pid-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A process that waits for its end. */
async function sleeper(): Promise<ChildProcess & { readonly pid: number }> {
  const child = spawn(process.execPath, ["-e", "process.stdout.write('up'); setInterval(() => {}, 1e6)"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child as unknown as ChildProcess & { readonly pid: number };
}

const onPosix = process.platform !== "win32";

test.skipIf(!onPosix)(
  "the very process that was noted is ended, also where it was stopped, and the note is gone",
  async () => {
    const folder = newFolder();
    const child = await sleeper();
    await pidFile(folder).note(child.pid);
    child.kill("SIGSTOP");
    const gone = once(child, "exit");
    expect(await pidFile(folder).reap()).toBe(child.pid);
    expect((await gone)[1]).toBe("SIGKILL");
    expect(existsSync(path.join(folder, "cli.pid"))).toBe(false);
  },
);

test("another process that has the number by now is left alone", async () => {
  const folder = newFolder();
  const file = path.join(folder, "cli.pid");
  const child = await sleeper();
  await pidFile(folder).note(child.pid);
  const noted = JSON.parse(readFileSync(file, "utf8")) as { pid: number; facts: string };
  writeFileSync(file, JSON.stringify({ ...noted, facts: `1${noted.facts}` }));
  expect(await pidFile(folder).reap()).toBeNull();
  expect(child.exitCode).toBeNull();
  expect(await processFacts(child.pid)).toBe(noted.facts);
  expect(existsSync(file)).toBe(false);
});

test.each(["", "{", '{"pid":0,"facts":"x"}', '{"pid":-1,"facts":"x"}', '{"pid":"1"}'])(
  "a note that can't be read (%j) ends nobody",
  async (text) => {
    const folder = newFolder();
    writeFileSync(path.join(folder, "cli.pid"), text);
    expect(await pidFile(folder).reap()).toBeNull();
  },
);

test.skipIf(!onPosix)("ps and the system's own files tell the same of a process as long as it lives", async () => {
  const child = await sleeper();
  for (const platform of ["linux", "darwin"] as const) {
    const facts = await processFacts(child.pid, platform);
    if (facts === null) continue; // no ps here
    expect(facts).toContain("setInterval");
    expect(await processFacts(child.pid, platform)).toBe(facts);
  }
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
  expect(await processFacts(child.pid)).toBeNull();
});

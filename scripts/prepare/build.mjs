import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inRoot, root } from "./project.mjs";
import { lastLines, run } from "./run.mjs";
import { say, seconds } from "./terminal.mjs";

const SOURCES = ["electron", "renderer", "shared", "electron.vite.config.ts", "package.json", "package-lock.json"];
const stampFile = inRoot("out", ".built-from");
const lockFolder = inRoot(".cache", "build.lock");
const stampIs = (stamp) => existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;

/**
 * Builds into `out/` unless that is up to date; two builds at once would mix their files, so one waits for the other.
 * @returns {Promise<{ ok: true } | { ok: false, says: string }>}
 */
export async function build() {
  const stamp = hashOfSources();
  if (stampIs(stamp)) return { ok: true };
  const release = await takeTurn();
  try {
    return stampIs(stamp) ? { ok: true } : await buildNow(stamp);
  } finally {
    release();
  }
}

async function buildNow(stamp) {
  const startedAt = Date.now();
  if (process.stderr.isTTY) process.stderr.write("Building…");
  rmSync(stampFile, { force: true });
  const vite = inRoot("node_modules", "electron-vite", "bin", "electron-vite.js");
  const { code, output } = await run(process.execPath, [vite, "build", "--logLevel", "warn"], { quiet: true });
  say(`${process.stderr.isTTY ? "\r" : ""}Building…  ${code === 0 ? seconds(startedAt) : "failed"}`);
  if (code !== 0)
    return { ok: false, says: `${lastLines(withoutStack(output))}\nThe build failed: the lines above say where.` };
  if (output.trim()) say(lastLines(output));
  writeFileSync(stampFile, stamp);
  return { ok: true };
}

/** Where in the bundler it failed helps nobody; where in the sources is said before. */
const withoutStack = (output) => output.replaceAll(/^ {4}at .*\n?/gm, "");

/** Names and contents of all sources; tests and notes are not built. */
function hashOfSources() {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap(filesOf).sort((a, b) => (a < b ? -1 : 1)))
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(inRoot(file)))
      .update("\0");
  return hash.digest("hex");
}

function filesOf(name) {
  if (path.extname(name) !== "") return [name];
  return readdirSync(inRoot(name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)));
}

/** A folder can be made once: whoever makes it builds. One that a dead process left behind is taken over. */
async function takeTurn() {
  mkdirSync(path.dirname(lockFolder), { recursive: true });
  const owner = path.join(lockFolder, "pid");
  for (let waited = false; ; waited = true) {
    try {
      mkdirSync(lockFolder);
      writeFileSync(owner, String(process.pid));
      return () => rmSync(lockFolder, { recursive: true, force: true });
    } catch {
      const pid = existsSync(owner) ? Number(readFileSync(owner, "utf8")) : Number.NaN;
      if (waited && !isRunning(pid)) rmSync(lockFolder, { recursive: true, force: true });
      if (!waited) say("Another build is running; waiting for it.");
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

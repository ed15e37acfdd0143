import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "./project.mjs";
import { lastLines, run } from "./run.mjs";
import { progressLine } from "./terminal.mjs";

const modules = inRoot("node_modules");
const stampFile = inRoot("node_modules", ".waybill-lock");
const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));
const readOr = (file, otherwise) => (existsSync(file) ? readFileSync(file, "utf8") : otherwise);

/**
 * Installs exactly what the lock file names, where that is not what is there.
 * @returns {Promise<{ ok: true } | { ok: false, says: string }>}
 */
export async function install() {
  const lock = readFileSync(inRoot("package-lock.json"));
  const wanted = createHash("sha256").update(lock).digest("hex");
  if (readOr(stampFile, "") === wanted) return { ok: true };
  const packages = JSON.parse(lock.toString()).packages;
  const installed = isInstalled(packages) ? { ok: true } : await installNow(packages);
  if (installed.ok) writeFileSync(stampFile, wanted);
  return installed;
}

/** Whether each package of the lock file is there in its version; one for another platform need not be. */
function isInstalled(packages) {
  const hidden = inRoot("node_modules", ".package-lock.json");
  if (!existsSync(hidden)) return false;
  const present = readJson(hidden).packages;
  return Object.entries(packages).every(([place, { version, optional, link }]) => {
    const there = present[place];
    return place === "" || link || (there ? there.version === version : optional === true);
  });
}

async function installNow(packages) {
  const total = countTopLevel(Object.keys(packages));
  const line = progressLine("Installing packages from the lock file");
  const timer = setInterval(() => line.update(`${Math.min(total, countFolders())} of about ${total}`), 250);
  const [command, ...args] = npm("ci", "--no-audit", "--no-fund", "--loglevel=error");
  const { code, output } = await run(command, args, { quiet: true, shell: process.platform === "win32" });
  clearInterval(timer);
  line.end(code === 0 ? "done" : "failed");
  if (code === 0) return { ok: true };
  const advice = "npm ci failed: the lines above say why. Check the network and the free space, then start again.";
  return { ok: false, says: `${lastLines(output)}\n${advice}` };
}

/** npm as it runs us, else the one on the PATH. */
function npm(...args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith(".js") ? [process.execPath, cli, ...args] : ["npm", ...args];
}

const countTopLevel = (places) => places.filter((place) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(place)).length;

function countFolders() {
  if (!existsSync(modules)) return 0;
  const names = readdirSync(modules).filter((name) => !name.startsWith("."));
  const scoped = names.filter((name) => name.startsWith("@"));
  return scoped.reduce(
    (sum, scope) => sum + readdirSync(inRoot("node_modules", scope)).length,
    names.length - scoped.length,
  );
}

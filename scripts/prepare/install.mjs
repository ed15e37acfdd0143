import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "./project.mjs";
import { lastLines, run } from "./run.mjs";
import { progressLine } from "./terminal.mjs";

const modules = inRoot("node_modules");
const stampFile = inRoot("node_modules", ".waybill-lock");
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
  const installed = isInstalled(packages, presentPackages()) ? { ok: true } : await installNow(packages);
  if (installed.ok) writeFileSync(stampFile, wanted);
  return installed;
}

/**
 * Whether each package that the lock file names is there in its version; one for another platform need not be.
 * @param {Record<string, { version?: string, optional?: boolean, link?: boolean }>} wanted by place, as npm writes them
 * @param {Record<string, { version?: string }>} present
 */
export function isInstalled(wanted, present) {
  return Object.entries(wanted).every(([place, { version, optional, link }]) => {
    const there = present[place];
    return place === "" || link || (there ? there.version === version : optional === true);
  });
}

/** What npm noted down of its last installation. */
function presentPackages() {
  const hidden = inRoot("node_modules", ".package-lock.json");
  return existsSync(hidden) ? JSON.parse(readFileSync(hidden, "utf8")).packages : {};
}

async function installNow(packages) {
  const total = countTopLevel(packages);
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

/** How many packages lie side by side when all is there; those for other machines are never fetched. */
const countTopLevel = (packages) =>
  Object.entries(packages).filter(([place, { os, cpu }]) => {
    const forUs = (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch));
    return forUs && /^node_modules\/(@[^/]+\/)?[^/]+$/.test(place);
  }).length;

function countFolders() {
  if (!existsSync(modules)) return 0;
  const names = readdirSync(modules).filter((name) => !name.startsWith("."));
  const scoped = names.filter((name) => name.startsWith("@"));
  return scoped.reduce(
    (sum, scope) => sum + readdirSync(inRoot("node_modules", scope)).length,
    names.length - scoped.length,
  );
}

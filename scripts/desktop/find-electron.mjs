import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { inRoot } from "../prepare/project.mjs";

const EXECUTABLES = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" };

/**
 * Where an Electron of the pinned version lies, if it is here. Never `require("electron")`: that downloads, and waits.
 * @returns {{ found: true, binary: string, version: string } | { found: false, version: string, why: string }}
 */
export function findElectron({
  home = inRoot("node_modules", "electron"),
  env = process.env,
  platform = process.platform,
} = {}) {
  const manifest = path.join(home, "package.json");
  if (!existsSync(manifest)) return { found: false, version: "", why: "the electron package is not installed" };
  const { version } = JSON.parse(readFileSync(manifest, "utf8"));
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  const dist = override || path.join(home, "dist");
  const binary = path.join(dist, EXECUTABLES[platform] ?? "electron");
  const versionFile = path.join(dist, "version");
  const there = existsSync(versionFile) ? readFileSync(versionFile, "utf8").trim().replace(/^v/, "") : undefined;
  if (existsSync(binary) && (override || there === version)) return { found: true, binary, version };
  if (override) return { found: false, version, why: "ELECTRON_OVERRIDE_DIST_PATH holds no Electron" };
  return {
    found: false,
    version,
    why: there ? `Electron ${there} is here, ${version} is needed` : `Electron ${version} is not here yet`,
  };
}

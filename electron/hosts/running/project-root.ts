import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The folder that holds `package.json`, `resources/` and `out/`: the same from the sources, a build and a package. */
export function projectRoot(from: string = import.meta.dirname): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, "package.json"))) return folder;
    if (folder === path.dirname(folder)) throw new Error(`no package.json above ${from}`);
  }
}

/** The version in `package.json`. */
export function programVersion(root: string): string {
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string };
  return manifest.version;
}

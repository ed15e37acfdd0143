import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** What each layer may import. DESIGN: shared ← engine ← hosts; sandbox, renderer and preload know shared only. */
const MAY_IMPORT = {
  shared: [],
  "electron/engine": ["shared"],
  "electron/sandbox": ["shared"],
  "electron/hosts": ["shared", "electron/engine", "electron/sandbox"],
  "electron/preload": ["shared"],
  renderer: ["shared"],
} as const satisfies Record<string, readonly string[]>;
type Layer = keyof typeof MAY_IMPORT;
const layers = Object.keys(MAY_IMPORT) as Layer[];

const root = path.resolve(import.meta.dirname, "..");
let copy: string;

/** The project's own configurations over one small file a layer: what is tried is what the real type check does. */
beforeAll(() => {
  copy = mkdtempSync(path.join(os.tmpdir(), "waybill-layers-"));
  symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
  copyFileSync(path.join(root, "tsconfig.base.json"), path.join(copy, "tsconfig.base.json"));
  for (const layer of layers) {
    mkdirSync(path.join(copy, layer), { recursive: true });
    copyFileSync(path.join(root, layer, "tsconfig.json"), path.join(copy, layer, "tsconfig.json"));
    writeFileSync(path.join(copy, layer, "index.ts"), `export const name = ${JSON.stringify(layer)};\n`);
  }
});
afterAll(() => rmSync(copy, { recursive: true }));

/** What the type checker says of a file of `layer` that imports from the others. */
function check(layer: Layer, imported: readonly string[]): string {
  const file = path.join(copy, layer, "imports.ts");
  const lines = imported.map((other, at) => {
    const to = path.relative(path.join(copy, layer), path.join(copy, other, "index.ts"));
    return `export { name as name${at} } from "${to.startsWith(".") ? to : `./${to}`}";\n`;
  });
  writeFileSync(file, lines.join(""));
  const { stdout } = spawnSync(path.join(root, "node_modules/.bin/tsc"), ["-b", layer], {
    cwd: copy,
    encoding: "utf8",
  });
  rmSync(file);
  return stdout;
}

test.each(layers)("%s may import what lies below it", (layer) => {
  expect(check(layer, MAY_IMPORT[layer])).toBe("");
});

const forbidden = layers.flatMap((layer) =>
  layers
    .filter((other) => other !== layer && !(MAY_IMPORT[layer] as readonly string[]).includes(other))
    .map((other) => [layer, other] as const),
);

test.each(forbidden)("%s may not import %s", (layer, other) => {
  expect(check(layer, [other])).toContain(`error TS6307: File '${path.join(copy, other, "index.ts")}' is not listed`);
});

test("every layer is part of the project's type check", () => {
  const { references } = JSON.parse(readFileSync(path.join(root, "tsconfig.json"), "utf8")) as {
    references: { path: string }[];
  };
  expect(references.map((reference) => reference.path).sort()).toEqual([...layers, "bench", "tests"].sort());
});

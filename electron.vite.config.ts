import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

const entry = (name: string) => path.resolve(import.meta.dirname, name);

/**
 * `dependencies` of package.json hold what can't be bundled (better-sqlite3, for its addon); all else is bundled, so that
 * a start reads few files. Node's programs are not minified: a stack trace from a shop has to be readable.
 */
export default defineConfig({
  main: {
    build: {
      outDir: "out/main",
      sourcemap: true,
      rolldownOptions: {
        external: ["bufferutil", "utf-8-validate"], // ws tries them, and does without
        input: {
          desktop: entry("electron/hosts/desktop/main.ts"),
          "check-worker": entry("electron/engine/store/check-worker.ts"),
          "checkpoint-worker": entry("electron/engine/store/checkpoint-worker.ts"),
          "engine-process": entry("electron/hosts/desktop/engine-process.ts"),
          headless: entry("electron/hosts/headless/main.ts"),
          sandbox: entry("electron/hosts/sandbox/main.ts"),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: "out/preload",
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: entry("electron/preload/index.ts") },
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: "renderer",
    plugins: [react()],
    build: {
      outDir: "out/renderer",
      minify: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: entry("renderer/index.html") },
    },
  },
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { openStore, type Store } from "./open-store.ts";

/** A real SQLite file in a folder of its own, gone when the test ends. For tests only. */
export function openTestStore(): Store {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-store-"));
  const opened = openStore(path.join(folder, "test.db"));
  if (!opened.ok) throw new Error(opened.error.says);
  onTestFinished(async () => {
    await opened.value.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return opened.value;
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** A folder of the test's own, gone when it ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-world-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

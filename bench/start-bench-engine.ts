import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { EngineOptions } from "../electron/engine/ports.ts";
import { startEngine } from "../electron/engine/start-engine.ts";
import { serveParent } from "./child.ts";

type Others = Pick<EngineOptions, "env" | "stripe" | "panel" | "catalogFile"> & { readonly jwtSecret: string | null };

/** Starts the engine on a database of its own and serves whoever measures it; what lies behind it is given. */
export async function startBenchEngine({ jwtSecret, ...others }: Others): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-bench-"));
  const started = await startEngine({
    ...others,
    version: "bench",
    databaseFile: path.join(folder, "bench.db"),
    ingress: { host: "127.0.0.1", port: 0 },
    storefront: { jwtSecret, jwksUrl: null, publicUrl: null, origins: [] },
    log: { info: () => {}, warn: () => {}, error: (facts, message) => console.error(message, facts) },
    now: Date.now,
  });
  if (!started.ok) throw new Error(started.error.says);
  const engine = started.value;
  serveParent({ url: engine.ingressUrl }, {}, async () => {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });
}

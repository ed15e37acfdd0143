import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEngine } from "../../electron/engine/start-engine.ts";
import { serveParent } from "../child.ts";
import { SECRET } from "../signed-events.ts";

// The engine on a database of its own, with nobody behind it: what it takes is measured, not what comes of it.
const folder = mkdtempSync(path.join(tmpdir(), "waybill-bench-"));
const started = await startEngine({
  env: "test",
  version: "bench",
  databaseFile: path.join(folder, "bench.db"),
  ingress: { host: "127.0.0.1", port: 0 },
  stripe: { secretKey: null, webhookSecrets: [SECRET], apiBase: null },
  panel: { url: null, apiKey: null },
  storefront: { jwtSecret: null, jwksUrl: null, publicUrl: null, origins: [] },
  catalogFile: null,
  log: { info: () => {}, warn: () => {}, error: (facts, message) => console.error(message, facts) },
  now: Date.now,
});
if (!started.ok) throw new Error(started.error.says);
const engine = started.value;
serveParent({ url: engine.ingressUrl }, {}, async () => {
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
});

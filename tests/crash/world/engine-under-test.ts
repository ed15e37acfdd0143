import { writeSync } from "node:fs";
import path from "node:path";
import { startEngine } from "../../../electron/engine/start-engine.ts";
import { lockDataFolder } from "../../../electron/hosts/running/data-folder-lock.ts";
import type { EngineGiven } from "./given.ts";
import { type DurableWrite, watchWrites } from "./watch-writes.ts";

// An engine as a process of its own, which dies at the durable write that it is told. The product has no such thing.
const given = JSON.parse(process.argv[2]!) as EngineGiven;
const { sandbox, killAt } = given;
const quiet = () => undefined;
const say = (line: unknown) => void writeSync(1, `${JSON.stringify(line)}\n`); // at once, whatever comes next
const complain = (facts: unknown, message: string) => console.error(message, facts);

const seen = new Map<string, number>();
let isStarting = true;
function onDurableWrite({ moment, wrote }: DurableWrite): void {
  if (wrote.includes("insert orders")) isStarting = false;
  const what = [...wrote].sort().join(", "); // a group of webhooks is in any order
  const name = `${isStarting ? "starting: " : ""}${moment} ${what}`;
  const nth = (seen.get(name) ?? 0) + 1;
  seen.set(name, nth);
  if (given.tellsWrites) say({ event: "write", name, nth });
  if (killAt?.name === name && killAt.nth === nth) process.kill(process.pid, "SIGKILL");
}

process.stdin.on("end", () => process.exit(1)).resume(); // nobody is left to ask it anything
const folder = path.dirname(given.databaseFile);
const lock = lockDataFolder(folder, "crash");
if (!lock.ok) throw new Error(lock.error.says);
const started = await startEngine({
  env: "test",
  version: "0.0.0-test",
  databaseFile: given.databaseFile,
  ingress: { host: "127.0.0.1", port: 0 },
  stripe: {
    secretKey: sandbox.stripe_secret_key,
    webhookSecrets: [sandbox.stripe_webhook_secret],
    apiBase: sandbox.stripe,
  },
  panel: { url: sandbox.panel, apiKey: sandbox.panel_api_key },
  storefront: { jwtSecret: sandbox.jwt_secret, jwksUrl: null, publicUrl: "https://shop.example", origins: [] },
  catalogFile: given.catalogFile,
  log: { info: quiet, warn: quiet, error: complain },
  now: Date.now,
  onDatabaseOpen: (raw) => watchWrites(raw, onDurableWrite),
  timings: { createMayLastMs: 300 }, // the sandbox's panel answers at once
});
if (!started.ok) throw new Error(started.error.says);
process.once("SIGTERM", () => void started.value.stop().then(() => process.exit(0)));
say({ event: "ready", ingress: started.value.ingressUrl });

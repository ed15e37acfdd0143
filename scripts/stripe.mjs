import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { dataFolderOf } from "../electron/hosts/config/data-folder.ts";
import { findCli, passedEnvironment } from "../electron/hosts/running/find-cli.ts";
import { say } from "./prepare/terminal.mjs";

// `npm run stripe -- trigger checkout.session.completed`: Stripe's CLI on the sandbox of this machine, with its play key.

const { env, platform, arch, argv } = process;
const dataDir = env["WAYBILL_DATA_DIR"] ?? dataFolderOf({ env, platform, home: os.homedir() });
const root = path.resolve(import.meta.dirname, "..");

/** What a running sandbox keeps in its folder; null where none ever ran there. */
function read(name) {
  try {
    return JSON.parse(readFileSync(path.join(dataDir, "sandbox", name), "utf8"));
  } catch {
    return null;
  }
}

function refuse(says) {
  say(says);
  process.exit(1);
}

const cli = findCli({ platform, arch, env, root, resources: undefined });
if (!cli) refuse("No Stripe CLI is here. Run npm ci, or install it from https://docs.stripe.com/stripe-cli.");
const keys = read("keys.json");
const ports = read("ports.json");
if (!keys || !ports)
  refuse(`No sandbox has run in ${dataDir}. Start one with npm start, or name its folder with WAYBILL_DATA_DIR.`);

const config = path.join(dataDir, "sandbox", "stripe-cli");
const child = spawn(cli.path, [...argv.slice(2), "--api-base", `http://127.0.0.1:${ports.stripe}`], {
  stdio: "inherit",
  env: {
    ...passedEnvironment(env),
    HOME: config,
    XDG_CONFIG_HOME: config,
    STRIPE_API_KEY: keys.stripe_secret_key,
    STRIPE_CLI_TELEMETRY_OPTOUT: "1",
    STRIPE_NO_AUTO_UPDATE: "1",
  },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("close", (code) => process.exit(code ?? 1));

import { mkdtempSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished } from "vitest";
import type { ForwardState, ForwardStatus } from "../../../shared/contract/forward.ts";
import type { ForwardOptions } from "../../../electron/engine/forward/forward-options.ts";
import type { ForwardTimings } from "../../../electron/engine/forward/forward-state.ts";
import { findCli } from "../../../electron/hosts/running/find-cli.ts";
import { openConsole, type Console } from "./console.ts";
import { openShop, type RunningShop, type ShopOptions } from "./running-shop.ts";

export const SOON = { timeout: 25_000, interval: 25 };

const root = path.join(import.meta.dirname, "../../..");
const named = process.env["STRIPE_CLI"];
/** Stripe's own CLI for this platform, or that of another version that STRIPE_CLI names; null where the registry has none. */
export const cli: ForwardOptions["cli"] = named
  ? { path: named, kind: "path" }
  : findCli({ platform: process.platform, arch: process.arch, env: {}, root, resources: undefined });

/** Short enough for a test, long enough for a busy machine. */
const TIMINGS: Partial<ForwardTimings> = {
  readyMs: 10_000,
  beatEveryMs: 200,
  beatMs: 1_000,
  degradedMs: 1_000,
  againMs: { least: 50, most: 200 },
  missedMs: 0,
  stopMs: 500,
};

/** A shop that hears of nothing but through `stripe listen`. */
export interface ForwardedShop {
  readonly shop: RunningShop;
  readonly console: Console;
  readonly folder: string;
  /** Waits until the forward stands so; answers the status. */
  until(state: ForwardState): Promise<ForwardStatus>;
  /** Waits until this is what is the matter. */
  because(code: string): Promise<void>;
  /** The process id of the CLI that runs now. */
  pid(): number;
}

export async function openForwarded(
  timings: Partial<ForwardTimings> = {},
  options: ShopOptions = {},
): Promise<ForwardedShop> {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-forward-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const forward: ForwardOptions = { cli, folder, timings: { ...TIMINGS, ...timings } };
  const engine = { ...options.engine, forward };
  const shop = await openShop({ webhooks: false, ...options, engine });
  return forwardedBy(shop, folder);
}

/** The same, of a shop that was started again. */
export function forwardedBy(shop: RunningShop, folder: string): ForwardedShop {
  const console = openConsole(shop);
  return {
    shop,
    console,
    folder,
    async until(state) {
      await expect.poll(async () => (await console.forward.status()).state, SOON).toBe(state);
      return console.forward.status();
    },
    async because(code) {
      await expect.poll(async () => (await console.forward.status()).why?.code, SOON).toBe(code);
    },
    pid: () => pidsOf(folder)[0]!,
  };
}

/** The processes that run in a folder; each CLI runs in its engine's own. */
export function pidsOf(folder: string): number[] {
  const runsThere = (pid: string): boolean => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === folder;
    } catch {
      return false;
    }
  };
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && runsThere(name))
    .map(Number);
}

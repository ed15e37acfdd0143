import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../../electron/sandbox/start-sandbox.ts";
import { exampleCatalog } from "../shop/running-shop.ts";

const HOUR = 3_600_000;

/** A sandbox of its own with short times, on which nothing is tried a second time by itself. */
export async function openLab(more: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({
    dataDir: more.dataDir ?? newFolder(),
    stripePort: 0,
    panelPort: 0,
    webhookUrl: null,
    keys: {},
    catalog: exampleCatalog(),
    panelTimings: { installMs: 1, daemonTimeoutMs: 60 },
    stripeTimings: { retryDelay: () => HOUR },
    scenarioScale: 0.01,
    ...more,
  });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

export function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-lab-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Asks one of the sandbox's own control routes. */
export async function control(
  sandbox: Sandbox,
  method: "DELETE" | "GET" | "POST",
  route: string,
  body?: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${sandbox.stripe}/sandbox/${route}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

export interface Started {
  readonly seed?: number;
  readonly intensity?: number;
}

/** Starts scenarios from outside. */
export const start = (sandbox: Sandbox, names: readonly string[], how: Started = {}) =>
  control(sandbox, "POST", "scenarios", { names, ...how });

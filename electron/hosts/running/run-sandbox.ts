import path from "node:path";
import type { CatalogFile } from "../../../shared/contract/catalog-file.ts";
import { ok, type Result } from "../../../shared/kernel/result.ts";
import type { Sandbox } from "../../sandbox/start-sandbox.ts";
import type { SandboxKeys } from "../../sandbox/sandbox-keys.ts";
import { lockDataFolder } from "./data-folder-lock.ts";
import type { HostSettings } from "../config/host-config.ts";
import type { HostRefused } from "./host-refused.ts";
import { portsOfLastTime, rememberPorts } from "./sandbox-ports.ts";

interface SandboxAsked {
  /** The state lies in its folder `sandbox`. */
  readonly dataDir: string;
  readonly keys: Partial<SandboxKeys>;
  readonly catalog: CatalogFile;
  readonly panelKind: HostSettings["panelKind"];
}

/** Starts the sandbox that belongs to a data folder, on the ports of last time where they are free. */
export async function runSandbox(asked: SandboxAsked): Promise<Result<Sandbox, HostRefused>> {
  const locked = lockSandbox(asked.dataDir);
  if (!locked.ok) return locked;
  const sandbox = await startOnRememberedPorts(asked).catch((error: unknown) => {
    locked.value.release();
    throw error;
  });
  return ok({ ...sandbox, close: () => sandbox.close().finally(() => locked.value.release()) });
}

const sandboxFolder = (dataDir: string) => path.join(dataDir, "sandbox");

/** The state belongs to one process, be it a host's or the sandbox alone. */
export const lockSandbox = (dataDir: string) => lockDataFolder(sandboxFolder(dataDir), "sandbox");

async function startOnRememberedPorts(asked: SandboxAsked): Promise<Sandbox> {
  const { startSandbox } = await import("../../sandbox/start-sandbox.ts"); // other environments never load it
  const folder = sandboxFolder(asked.dataDir);
  const ports = await portsOfLastTime(folder, "127.0.0.1");
  const start = (stripePort: number, panelPort: number) =>
    startSandbox({ ...asked, stripePort, panelPort, webhookUrl: null });
  // Between looking and listening another program may take a port.
  const sandbox = await start(ports.stripe, ports.panel).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return start(0, 0);
    throw error;
  });
  rememberPorts(folder, { stripe: portOf(sandbox.stripe), panel: portOf(sandbox.panel) });
  return sandbox;
}

const portOf = (origin: string) => Number(new URL(origin).port);

/** Addresses and play keys of a sandbox, as ready lines tell them. */
export const sandboxFacts = ({ stripe, panel, keys }: Sandbox) => ({ stripe, panel, ...keys });

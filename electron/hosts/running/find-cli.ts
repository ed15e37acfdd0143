import { closeSync, openSync, readSync, statSync } from "node:fs";
import path from "node:path";
import type { ForwardOptions } from "../../engine/forward/forward-options.ts";

/** Where it is looked for: never `process` itself, so that every machine can be tested. */
export interface CliSources {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The project, where this runs from its sources. */
  readonly root: string;
  /** The folder that the packaged app brings its files in; undefined for any other. */
  readonly resources: string | undefined;
}

/**
 * Stripe's CLI: the one that Waybill brings, else one on the PATH. The platform's binary each time: the script that npm links
 * would outlive its child's end, or its child it.
 */
export function findCli({ platform, arch, env, root, resources }: CliSources): ForwardOptions["cli"] {
  const name = platform === "win32" ? "stripe.exe" : "stripe";
  const own = [
    ...(resources ? [path.join(resources, "stripe-cli", name)] : []),
    path.join(root, "node_modules", "@stripe", `cli-${platform}-${arch}`, "bin", name),
  ].find(isProgram);
  if (own) return { path: own, kind: "own" };
  const folders = (env["PATH"] ?? env["Path"] ?? "").split(platform === "win32" ? ";" : ":");
  const found = folders
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, name))
    .find(isProgram);
  return found ? { path: found, kind: "path" } : null;
}

/** What the CLI may see of this process's environment: how the network is reached, and what Windows' programs can't do without. */
const PASSED =
  /^(?:https?_proxy|no_proxy|all_proxy|ssl_cert_(?:file|dir)|systemroot|systemdrive|windir|temp|tmp|localappdata)$/i;

export const passedEnvironment = (env: CliSources["env"]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => PASSED.test(entry[0]) && !!entry[1]),
  );

function isProgram(file: string): boolean {
  try {
    if (!statSync(file).isFile()) return false;
    const handle = openSync(file, "r");
    const head = Buffer.alloc(2);
    readSync(handle, head, 0, 2, 0);
    closeSync(handle);
    return head.toString("latin1") !== "#!";
  } catch {
    return false;
  }
}

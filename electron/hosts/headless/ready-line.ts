import type { Environment } from "../../../shared/kernel/environment.ts";
import type { Sandbox } from "../../sandbox/start-sandbox.ts";
import { sandboxFacts } from "../running/run-sandbox.ts";

interface Ready {
  readonly env: Environment;
  readonly ingress: string;
  readonly console: string;
  readonly sandbox: Sandbox | null;
}

/** The one line on stdout: what a program needs to drive this Waybill. `sandbox` holds play keys, and is only there. */
export function readyLine({ env, ingress, console, sandbox }: Ready): string {
  return JSON.stringify({ event: "ready", env, ingress, console, ...(sandbox && { sandbox: sandboxFacts(sandbox) }) });
}

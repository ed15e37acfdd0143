import { randomBytes } from "node:crypto";
import path from "node:path";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { HostConfig } from "../config/host-config.ts";
import type { HostRefused } from "../running/host-refused.ts";
import { operatorName } from "../running/operator-name.ts";
import { runEngine, type HostParts, type RunningEngine } from "../running/run-engine.ts";
import { startConsole, type RunningConsole } from "./console/start-console.ts";
import { readyLine } from "./ready-line.ts";
import { keepConsoleToken } from "../secrets/console-token.ts";

export interface RunningHost {
  readonly ready: string;
  readonly consoleUrl: string;
  stop(): Promise<void>;
}

/** The engine, and the console for browsers on a listener of its own. */
export async function runHeadless(config: HostConfig, host: HostParts): Promise<Result<RunningHost, HostRefused>> {
  const running = await runEngine(config, host);
  if (!running.ok) return running;
  const opened = await openConsole(config, host, running.value);
  if (!opened.ok) {
    await running.value.stop();
    return err(opened.error);
  }
  const { engine, sandbox } = running.value;
  const { url } = opened.value;
  return ok({
    ready: readyLine({ env: config.env, ingress: engine.ingressUrl, console: url, sandbox }),
    consoleUrl: url,
    async stop() {
      await opened.value.close();
      await running.value.stop();
    },
  });
}

async function openConsole(
  config: HostConfig,
  { log, root }: HostParts,
  { engine }: RunningEngine,
): Promise<Result<RunningConsole, HostRefused>> {
  const token = config.consoleToken
    ? ok(config.consoleToken)
    : keepConsoleToken(config.dataDir, config.env, log, makeToken);
  if (!token.ok) return token;
  log.hide([token.value]);
  return startConsole({
    host: config.consoleHost,
    port: config.consolePort,
    token: token.value,
    files: path.join(root, "out", "renderer"),
    engine,
    operator: operatorName(),
    log,
  });
}

const makeToken = () => randomBytes(24).toString("base64url");

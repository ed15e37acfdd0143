import os from "node:os";
import { RPCHandler } from "@orpc/server/message-port";
import type { MessagePortMain } from "electron";
import { readHostConfig, type HostConfig } from "../config/host-config.ts";
import { openStderrLog, type HostLog } from "../log/host-log.ts";
import { maskingUnknownErrors } from "../rpc/mask-errors.ts";
import { operatorName } from "../running/operator-name.ts";
import { projectRoot } from "../running/project-root.ts";
import { runEngine, type RunningEngine } from "../running/run-engine.ts";
import { endOnBugs } from "../running/until-stopped.ts";
import { ToEngine, type FromEngine } from "./engine-messages.ts";
import { sealByMessages } from "./seal-by-messages.ts";

// The engine as Electron's utility process: no `electron` here, only the channel to main and the consoles' ports.
const { parentPort } = process;
const tell: (message: FromEngine) => void = parentPort.postMessage.bind(parentPort);

const seal = sealByMessages(tell);

let serving: Serving | undefined;

parentPort.on("message", ({ data, ports: [port] }) => {
  const message = ToEngine.parse(data);
  if (message.kind === "key_store") return seal.answered(message);
  if (message.kind === "console" && port) serving?.connect(port);
  if (message.kind === "woke") serving?.woke();
  if (message.kind === "stop") void Promise.resolve(serving?.stop()).finally(() => process.exit(0));
});

async function start(): Promise<void> {
  const log = openStderrLog();
  endOnBugs(log);
  process.umask(0o077); // what is kept here concerns customers: for this account alone
  const { argv, env, platform } = process;
  const asked = readHostConfig({ argv: argv.slice(2), env, platform, home: os.homedir(), lenient: true });
  if (!asked.ok) return tell({ kind: "refused", says: asked.error.says, exitCode: 2 });
  if (asked.value.kind !== "run") return;
  const { config } = asked.value;
  const started = await runEngine(config, { log, now: Date.now, root: projectRoot(), seal });
  if (!started.ok) return tell({ kind: "refused", ...started.error });
  serving = serve(started.value, log);
  tell({ kind: "ready", openable: openableOrigins(config, started.value) });
}

interface Serving {
  connect(port: MessagePortMain): void;
  woke(): void;
  stop(): Promise<void>;
}

function serve(running: RunningEngine, log: HostLog): Serving {
  const { engine } = running;
  const handler = new RPCHandler(engine.router, { clientInterceptors: [maskingUnknownErrors(log)] });
  return {
    connect(port) {
      handler.upgrade(port, { context: engine.contextFor(operatorName()) });
      port.start();
    },
    woke: () => engine.wake(),
    stop: () => running.stop(),
  };
}

const openableOrigins = ({ panelUrl }: HostConfig, { engine, sandbox }: RunningEngine): string[] =>
  [engine.ingressUrl, sandbox?.stripe, sandbox?.panel, panelUrl].flatMap((url) => (url ? new URL(url).origin : []));

await start();

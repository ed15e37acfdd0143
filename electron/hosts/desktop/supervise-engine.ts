import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from "electron";
import type { Log } from "../../engine/ports.ts";
import type { Seal } from "../secrets/signing-secrets.ts";
import { FromEngine, type KeyStoreAsked, type ToEngine } from "./engine-messages.ts";
import { restartDelay } from "./restart-delay.ts";

export interface EngineSupervision {
  /** The bundle that the engine's process runs, and the flags for it. */
  readonly entry: string;
  readonly args: readonly string[];
  readonly log: Log;
  /** What the engine's secrets are sealed by. */
  readonly keyStore: Seal;
  onReady(openable: readonly string[]): void;
  /** The engine can't start with these settings; starting it again would not help. */
  onRefused(says: string, exitCode: number): void;
}

export interface SupervisedEngine {
  /** Gives a window a port to the engine, now or when it is ready, and again after every restart. */
  connect(contents: WebContents): void;
  /** The machine woke up, or somebody came back to it: everything is compared now. */
  woke(): void;
  /** Drains the engine; resolves when its process is gone. */
  stop(): Promise<void>;
}

/** Runs the engine in a process of its own and starts it again when it dies; windows outlive it. */
export function superviseEngine(options: EngineSupervision): SupervisedEngine {
  const { entry, args, log } = options;
  const consoles = new Set<WebContents>();
  let child: UtilityProcess;
  let ready = false;
  let done = false;
  let deaths = 0;

  const tell = (message: ToEngine, ports?: Electron.MessagePortMain[]) => child.postMessage(message, ports);
  const broker = (contents: WebContents) => {
    const { port1, port2 } = new MessageChannelMain();
    tell({ kind: "console" }, [port1]);
    contents.postMessage("waybill:port", null, [port2]);
  };
  const onMessage = (data: unknown) => {
    const message = FromEngine.parse(data);
    if ("id" in message) return void askKeyStore(options.keyStore, message).then(tell);
    if (message.kind === "refused") {
      done = true;
      return options.onRefused(message.says, message.exitCode);
    }
    ready = true;
    options.onReady(message.openable);
    return consoles.forEach(broker);
  };
  const start = () => {
    const startedAt = Date.now();
    child = utilityProcess.fork(entry, [...args], {
      serviceName: "Waybill engine",
      stdio: ["ignore", "ignore", "inherit"],
    });
    child.on("message", onMessage);
    child.once("exit", (code) => {
      ready = false;
      if (done) return;
      deaths = Date.now() - startedAt > STEADY_MS ? 1 : deaths + 1;
      const delay = restartDelay(deaths);
      log.error({ code, delay }, "The engine's process ended. It is started again; nothing is lost.");
      setTimeout(start, delay);
    });
  };
  start();

  return {
    connect(contents) {
      if (!consoles.has(contents)) contents.once("destroyed", () => consoles.delete(contents));
      consoles.add(contents);
      if (ready) broker(contents);
    },
    woke() {
      if (ready && !done) tell({ kind: "woke" });
    },
    stop: () =>
      new Promise((resolve) => {
        done = true;
        if (child.pid === undefined) return resolve();
        child.once("exit", () => resolve());
        setTimeout(() => child.kill(), PATIENCE_MS);
        return tell({ kind: "stop" });
      }),
  };
}

const askKeyStore = async (keyStore: Seal, { kind, id, text }: KeyStoreAsked): Promise<ToEngine> => ({
  kind: "key_store",
  id,
  text: await keyStore[kind](text),
});

/** An engine that ran this long before it died was well; the count of deaths begins again. */
const STEADY_MS = 60_000;
/** What has not drained by then is let go; the next start converges. */
const PATIENCE_MS = 20_000;

import type { EngineOptions } from "../ports.ts";
import { listenCommand } from "./cli-command.ts";
import { cantRun, faultOfEnd, type ForwardFault, keyFault, NO_CLI } from "./cli-faults.ts";
import type { CliLine } from "./cli-lines.ts";
import { type CliProcess, startCli } from "./cli-process.ts";
import { type PidFile, pidFile } from "./pid-file.ts";

interface Told {
  /** The CLI says that it listens; every time that it does. */
  onReady(secret: string): void;
  /** It took an event from Stripe that did not reach the ingress. */
  onLost(): void;
  /** It is gone without having been asked to, or was never there. */
  onEnded(fault: ForwardFault): void;
}

/** The child of the moment. What is asked is done one after the other: no second child stands before the first is gone. */
export class Tunnel {
  readonly #options: EngineOptions;
  readonly #stopMs: number;
  readonly #told: Told;
  readonly #pidFile: PidFile | null;
  #child: CliProcess | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(options: EngineOptions, stopMs: number, told: Told) {
    this.#options = options;
    this.#stopMs = stopMs;
    this.#told = told;
    this.#pidFile = options.forward ? pidFile(options.forward.folder) : null;
  }

  /** Ends a child that outlived the engine that started it. */
  async reap(): Promise<void> {
    const pid = await this.#pidFile?.reap();
    if (pid) this.#options.log.warn({ pid }, "A Stripe CLI that a killed Waybill had left behind was ended");
  }

  open(target: string): void {
    this.#then(() => this.#open(target));
  }

  close(): void {
    const child = this.#child;
    this.#child = null; // what it still says is nothing to anybody
    this.#then(async () => {
      await (child ?? this.#takeChild())?.stop(this.#stopMs);
      this.#pidFile?.clear();
    });
  }

  /** Resolves when all that was asked is done. */
  settled = (): Promise<void> => this.#work;

  #takeChild(): CliProcess | null {
    const child = this.#child;
    this.#child = null;
    return child;
  }

  #then(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((cause: unknown) => {
      this.#options.log.error({ err: cause }, "The Stripe CLI could not be started or ended");
    });
  }

  async #open(target: string): Promise<void> {
    const { env, stripe, forward } = this.#options;
    const refused = forward?.cli ? keyFault(stripe.secretKey) : NO_CLI;
    if (refused || !forward?.cli || !stripe.secretKey) return this.#told.onEnded(refused ?? NO_CLI);
    const { cli, folder, passed = {} } = forward;
    const { secretKey, apiBase } = stripe;
    const command = listenCommand({ env, secretKey, apiBase, forwardTo: target, folder, passed });
    const isMine = () => this.#child === child;
    const ended = (fault: ForwardFault) => {
      if (!isMine()) return;
      this.#child = null;
      this.#pidFile?.clear();
      this.#told.onEnded(fault);
    };
    const child = startCli(cli.path, command, folder, {
      onLine: (line) => isMine() && this.#read(line),
      onEnd: (end) => ended(faultOfEnd(end)),
      onRefused: (why) => ended(cantRun(cli.path, why)),
    });
    this.#child = child;
    if (child.pid !== undefined) await this.#pidFile?.note(child.pid);
  }

  #read(line: CliLine): void {
    if (line.kind === "ready") this.#told.onReady(line.secret);
    if (line.kind === "not_handed_on" || (line.kind === "answered" && line.status >= 500)) {
      this.#options.log.warn(
        {},
        "The Stripe CLI took an event that did not reach the ingress; it is fetched from Stripe",
      );
      this.#told.onLost();
    }
  }
}

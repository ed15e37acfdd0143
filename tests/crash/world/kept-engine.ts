import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import type { EngineGiven, KillPoint } from "./given.ts";

/** Most of a start from the sources is compiling them; it is the same for every engine here. */
const COMPILED = path.resolve(import.meta.dirname, "../../../.cache/crash");

type Said = { readonly event: "ready"; readonly ingress: string } | ({ readonly event: "write" } & KillPoint);

/**
 * An engine that is started again whenever it was killed, as a service manager would; the kill point is for its first life.
 * Ended in any other way it rejects `failed`.
 */
export class KeptEngine {
  readonly #given: EngineGiven;
  readonly #killAfter: readonly number[];
  readonly #onReady: (ingress: string) => void;
  readonly writes: KillPoint[] = [];
  /** Rejects when a life ended by itself. Race it against what waits for the engine. */
  readonly failed: Promise<never>;
  #fail: (cause: Error) => void = () => undefined;
  #child: ChildProcess | undefined;
  #isStopping = false;
  #lives = 0;
  #deaths = 0;
  #readyLives = 0;

  /** `killAfter` names, life by life, after how many ms it is killed. */
  constructor(given: EngineGiven, killAfter: readonly number[], onReady: (ingress: string) => void) {
    this.#given = given;
    this.#killAfter = killAfter;
    this.#onReady = onReady;
    this.failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.failed.catch(() => undefined);
    this.#live();
  }

  /** How often it was killed. */
  get deaths(): number {
    return this.#deaths;
  }

  /** Whether the life that runs now is ready. */
  get isReady(): boolean {
    return this.#readyLives === this.#lives;
  }

  /** Lets it drain. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "close");
  }

  #live(): void {
    const life = (this.#lives += 1);
    const given: EngineGiven = { ...this.#given, killAt: life === 1 ? this.#given.killAt : null };
    const child = spawn(
      process.execPath,
      [path.join(import.meta.dirname, "engine-under-test.ts"), JSON.stringify(given)],
      {
        env: { PATH: process.env["PATH"] ?? "", NODE_COMPILE_CACHE: COMPILED },
        stdio: ["pipe", "pipe", "pipe"], // its end of the first tells it when this process is gone
      },
    );
    this.#child = child;
    const after = this.#killAfter[life - 1];
    const instant = after === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), after);
    let complaints = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (complaints += chunk));
    createInterface(child.stdout).on("line", (line) => this.#hear(JSON.parse(line) as Said, life));
    child.once("close", (code, signal) => {
      clearTimeout(instant);
      if (signal === "SIGKILL") this.#deaths += 1;
      if (this.#isStopping) return;
      if (signal === "SIGKILL") this.#live();
      else this.#fail(new Error(`the engine ended with ${code ?? signal}:\n${complaints}`));
    });
  }

  #hear(said: Said, life: number): void {
    if (said.event === "write") return void this.writes.push({ name: said.name, nth: said.nth });
    this.#readyLives = life;
    this.#onReady(said.ingress);
  }
}

import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";

/** A program under measurement, in a process of its own. */
export interface Child {
  /** What it said when it was ready, such as its address. */
  readonly ready: Readonly<Record<string, string>>;
  /** Asks it for something and waits for the answer. */
  ask(what: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts `file` (beside this one) and waits until it says `{ ready: … }`. */
export async function startChild(file: string, args: readonly string[] = []): Promise<Child> {
  const child = fork(path.join(import.meta.dirname, file), args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const { ready } = (await nextMessage(child)) as { ready: Record<string, string> };
  return {
    ready,
    ask(what) {
      const answer = nextMessage(child);
      child.send(what);
      return answer;
    },
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.disconnect();
      await ended;
    },
  };
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`The measured program ended with ${code}`));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      resolve(message);
    });
  });
}

/** For a child: says that it is ready, answers what it is asked, and ends when its parent lets go of it. */
export function serveParent(
  ready: Readonly<Record<string, string>>,
  answers: Readonly<Record<string, () => unknown>>,
  end: () => Promise<void>,
): void {
  process.on("message", (what: string) => {
    void Promise.resolve(answers[what]?.()).then((answer) => process.send?.(answer ?? null));
  });
  process.once("disconnect", () => void end().finally(() => process.exit(0)));
  process.send?.({ ready });
}

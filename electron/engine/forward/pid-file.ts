import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { processFacts } from "./process-facts.ts";

const Noted = z.object({ pid: z.number().int().positive(), facts: z.string() });
/** How long an orphan has to be gone after its kill; the system needs a moment. */
const GONE_MS = 2_000;
const LOOK_MS = 20;

/** The note of which child runs, so that the next start finds it where this process is killed. */
export interface PidFile {
  note(pid: number): Promise<void>;
  clear(): void;
  /** Ends what an engine that was killed left behind; only the very process that was noted. Answers its pid, if there was one. */
  reap(): Promise<number | null>;
}

export function pidFile(folder: string): PidFile {
  const file = path.join(folder, "cli.pid");
  const clear = () => rmSync(file, { force: true });
  return {
    async note(pid) {
      const facts = await processFacts(pid);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (facts !== null) writeFileSync(file, JSON.stringify({ pid, facts }), { mode: 0o600 });
    },
    clear,
    async reap() {
      const noted = readNoted(file);
      const isThere = noted !== null && (await processFacts(noted.pid)) === noted.facts;
      if (isThere) await end(noted);
      clear();
      return isThere ? noted.pid : null;
    },
  };
}

function readNoted(file: string): z.infer<typeof Noted> | null {
  try {
    return Noted.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

/** A stopped process hears SIGKILL, and nothing else. */
async function end({ pid, facts }: z.infer<typeof Noted>): Promise<void> {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    return; // it ended by itself in between
  }
  for (let waited = 0; waited < GONE_MS && (await processFacts(pid)) === facts; waited += LOOK_MS)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}

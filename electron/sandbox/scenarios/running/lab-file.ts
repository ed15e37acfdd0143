import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";

/** Something that a scenario changed, and how it was; done back at the scenario's end. */
const Undo = z.discriminatedUnion("kind", [
  /** A field of an object at Stripe, where it still is what the scenario made of it. */
  z.object({ kind: z.literal("field"), id: z.string(), field: z.string(), was: z.unknown(), became: z.unknown() }),
  /** Servers of the panel that the scenario planted: those with this description. */
  z.object({ kind: z.literal("servers"), description: z.string() }),
  /** A variable that the scenario gave to eggs. */
  z.object({ kind: z.literal("egg_variable"), variable: z.string() }),
]);
export type Undo = z.infer<typeof Undo>;

const Running = z.object({
  names: z.array(z.string()),
  seed: z.number().int(),
  intensity: z.number(),
  /** Epoch ms. */
  since: z.number(),
});
/** Which scenarios run, and with what. */
export type Running = z.infer<typeof Running>;

const LabState = z.object({
  running: Running.nullable(),
  /** How much has met each rule, and how much of it was hit. */
  counts: z.record(z.string(), z.object({ met: z.number(), hit: z.number() })),
  undo: z.array(Undo),
  /** How many customers have come so far. */
  customers: z.number().int(),
  /** When each scenario ran last (epoch ms), and what it hit then. */
  lastRuns: z.record(z.string(), z.object({ from: z.number(), to: z.number(), hits: z.number().int() })).default({}),
});
export type LabState = z.infer<typeof LabState>;

const AT_REST: LabState = { running: null, counts: {}, undo: [], customers: 0, lastRuns: {} };

/** What the lab must know after its process has died. */
export interface LabFile {
  read(): LabState;
  write(state: LabState): void;
}

/** Kept in this file; one that can't be read counts as none. */
export function openLabFile(file: string): LabFile {
  let state = readKept(file);
  return {
    read: () => state,
    write(next) {
      state = next;
      // Written beside and moved: a process that is killed leaves the old file or the new one, never half of one.
      const draft = `${file}.${process.pid}.tmp`;
      writeFileSync(draft, `${JSON.stringify(next)}\n`, { mode: 0o600 });
      renameSync(draft, file);
    },
  };
}

function readKept(file: string): LabState {
  try {
    return LabState.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return AT_REST;
  }
}

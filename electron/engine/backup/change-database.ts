import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { openStore } from "../store/open-store.ts";
import { COMPANIONS, filesOf } from "./file-names.ts";
import { flushFolderOf } from "./flush.ts";
import { type RebuildMark, writeRebuildMark } from "./rebuild-mark.ts";

/** What is to become of a database that is taken out of use. */
const Plan = z.object({
  /** Where the present files go. */
  setAside: z.string(),
});
type Plan = z.infer<typeof Plan>;

/**
 * Puts `files.draft` in the place of the database, which is set aside and never deleted. The draft is complete and says
 * itself that it has to be brought up to date (`mark`). Whenever the process dies, {@link finishChange} ends what was begun,
 * or the draft is forgotten and nothing has changed. Nobody may have either database open.
 */
export async function changeDatabase(database: string, plan: Plan, mark: RebuildMark): Promise<void> {
  const { draft, plan: planFile } = filesOf(database);
  await markDraft(draft, mark);
  writeFileSync(planFile, JSON.stringify(plan), { mode: 0o600, flush: true });
  flushFolderOf(database);
  finishChange(database);
}

/** Ends a change of databases that a dead process left half-way, and clears away a draft that never was to be used. */
export function finishChange(database: string): void {
  const { draft, plan: planFile, damaged } = filesOf(database);
  const plan = readPlan(planFile);
  if (plan) {
    moveAway(database, plan.setAside);
    if (existsSync(draft)) renameSync(draft, database);
    rmSync(damaged, { force: true });
    flushFolderOf(database);
    rmSync(planFile);
  }
  for (const name of ["", ...COMPANIONS]) rmSync(draft + name, { force: true });
}

/** Migrated, marked and closed, so that it is one file. */
async function markDraft(draft: string, mark: RebuildMark): Promise<void> {
  const opened = openStore(draft);
  if (!opened.ok) throw new Error(opened.error.says);
  await writeRebuildMark(opened.value.db, mark);
  await opened.value.close();
}

function readPlan(file: string): Plan | null {
  if (!existsSync(file)) return null;
  const plan = Plan.safeParse(parsed(readFileSync(file, "utf8")));
  return plan.success ? plan.data : null; // half a plan: nothing had begun
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The database itself last: once it is gone all is, and what is there is its successor. */
function moveAway(database: string, to: string): void {
  if (existsSync(to)) return;
  for (const name of [...COMPANIONS, ""]) if (existsSync(database + name)) renameSync(database + name, to + name);
}

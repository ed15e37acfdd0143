import type { z } from "zod";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import type { Db } from "../store/open-store.ts";
import { readArea, writeArea } from "./areas.ts";

type Parts = Pick<Deps, "db" | "options" | "changes">;

/** Which settings, what of them changes, and who changes it. What is named with undefined stays, too. */
export interface AreaChange<T extends z.ZodObject> {
  readonly area: string;
  readonly schema: T;
  readonly changes: { readonly [Name in keyof z.infer<T>]?: z.infer<T>[Name] | undefined };
  readonly operator: string;
}

/**
 * Changes what is named of an area and leaves the rest; before and after are in the audit, and whatever `andThen` writes, in the
 * same transaction. Resolves to the whole area as it is then.
 */
export async function changeArea<T extends z.ZodObject>(
  deps: Parts,
  { area, schema, changes, operator }: AreaChange<T>,
  andThen: (tx: Db, now: number) => Promise<void> = async () => {},
): Promise<z.infer<T>> {
  const now = deps.options.now();
  const named = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const changed = await deps.db.transaction().execute(async (tx) => {
    const before = await readArea(tx, area, schema);
    const after = schema.parse({ ...before, ...named });
    await writeArea(tx, area, after, now);
    const act = { at: now, actor: operator, act: "change_settings", subject: `settings:${area}`, reason: null };
    await recordAct(tx, { ...act, before, after });
    await andThen(tx, now);
    return after;
  });
  deps.changes.publish({ topic: "status", ids: [] });
  return changed;
}

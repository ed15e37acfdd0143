import type { Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import type { Panel, PanelEgg, PanelFault } from "../panel/panel-port.ts";
import type { Db } from "../store/open-store.ts";

/** What the panel last said of an egg, and when (epoch ms); `egg` null means that it had none with this id. */
export interface RememberedEgg {
  readonly egg: PanelEgg | null;
  readonly readAt: number;
}

// A mark, so that a checkout after a restart need not wait for the panel.
const markOf = (eggId: number) => `panel.egg.${eggId}`;

/** The egg as the panel last told it; undefined before it was ever asked. */
export async function rememberedEgg(db: Db, eggId: number): Promise<RememberedEgg | undefined> {
  const mark = await db.selectFrom("marks").selectAll().where("name", "=", markOf(eggId)).executeTakeFirst();
  return mark && { egg: JSON.parse(mark.value) as PanelEgg | null, readAt: mark.updated_at };
}

/** Asks the panel for an egg and remembers the answer. */
export async function askEgg(
  deps: Pick<Deps, "db" | "options">,
  panel: Panel,
  plan: { readonly egg_id: number; readonly nest_id?: number | undefined },
): Promise<Result<PanelEgg | null, PanelFault>> {
  const { result } = await panel.getEgg(plan.egg_id, plan.nest_id ?? null);
  if (result.ok) await rememberEgg(deps.db, plan.egg_id, result.value, deps.options.now());
  return result;
}

/** Keeps what the panel said of an egg. */
export async function rememberEgg(db: Db, eggId: number, egg: PanelEgg | null, now: number): Promise<void> {
  const row = { value: JSON.stringify(egg), updated_at: now };
  await db
    .insertInto("marks")
    .values({ name: markOf(eggId), ...row })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}

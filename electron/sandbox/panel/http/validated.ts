import type { RuleWorld } from "../rules/checks.ts";
import { type FieldRules, validate } from "../rules/validate.ts";
import { fold } from "../store/fold.ts";
import type { PanelStore } from "../store/open-panel-store.ts";
import { type Answer, unprocessable } from "./answer.ts";

/** The 422 that a body gets under these rules, or null. `except` is the row that is being changed. */
export function refusedBy(
  store: PanelStore,
  body: unknown,
  fields: readonly FieldRules[],
  except: number | null = null,
): Answer | null {
  const failures = validate(body ?? {}, fields, ruleWorld(store, except));
  return failures.length > 0 ? unprocessable(failures) : null;
}

function ruleWorld(store: PanelStore, except: number | null): RuleWorld {
  const tables = {
    users: store.users,
    eggs: store.eggs,
    allocations: store.allocations,
    locations: store.locations,
    servers: store.servers,
  };
  const find = (name: string) => Object.entries(tables).find(([table]) => table === name)?.[1];
  return {
    exists(table, id, narrow) {
      const row = find(table)?.get(id);
      return row !== undefined && (narrow !== "free" || ("server_id" in row && row.server_id === null));
    },
    isTaken(table, column, value) {
      const wanted = column.endsWith("_fold") ? fold(value) : value;
      return find(table)!.count(`${column} = ? AND id IS NOT ?`, wanted, except) > 0;
    },
  };
}

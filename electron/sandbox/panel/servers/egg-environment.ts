import type { Answer } from "../http/answer.ts";
import { refusedBy } from "../http/validated.ts";
import type { PanelStore } from "../store/open-panel-store.ts";

export type Environment = Readonly<Record<string, unknown>>;

/** The 422 that an environment gets by the egg's own rules, or null. Defaults are not applied: what is missing is missing. */
export const refusedEnvironment = (store: PanelStore, eggId: number, environment: Environment): Answer | null =>
  refusedBy(
    store,
    { environment },
    store.eggVariables.where({ egg_id: eggId }).map((variable) => ({
      field: `environment.${variable.env_variable}`,
      rules: variable.rules,
      label: `${variable.name} variable`,
    })),
  );

const textOf = (given: unknown): string => {
  if (given === undefined || given === null) return "";
  return typeof given === "string" ? given : JSON.stringify(given);
};

/** Writes what the egg has a variable for; names that it does not know are dropped without a word. */
export function setEnvironment(store: PanelStore, serverId: number, eggId: number, environment: Environment): void {
  const set = new Map(store.serverVariables.where({ server_id: serverId }).map((row) => [row.variable_id, row.id]));
  for (const variable of store.eggVariables.where({ egg_id: eggId })) {
    const given = environment[variable.env_variable];
    const value = textOf(given);
    const known = set.get(variable.id);
    if (known === undefined) store.serverVariables.insert({ server_id: serverId, variable_id: variable.id, value });
    else store.serverVariables.update(known, { value });
  }
}

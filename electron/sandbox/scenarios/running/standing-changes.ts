import type { PanelStore } from "../../panel/store/open-panel-store.ts";
import { removeServer } from "../../panel/servers/remove-server.ts";
import type { AnyObject, ObjectType, ObjectTypes } from "../../stripe/shapes/object-types.ts";
import { emit, NOBODY, type Work } from "../../stripe/work.ts";
import type { World } from "../../stripe/world.ts";
import type { StandingChange } from "../scenario.ts";
import type { Undo } from "./lab-file.ts";
import { freeMemory, freePorts, plantServer } from "./strangers.ts";

/** Both sides' state. */
export interface Sides {
  readonly world: World;
  readonly store: PanelStore;
  readonly now: () => number;
}

/** A change that is ready to be made, and how to take it back afterwards. */
export interface Planned {
  readonly undo: readonly Undo[];
  readonly apply: () => void;
}

/** Which of these the change concerns; at least one of them, where there are any. */
export type Choose = <T>(things: readonly T[]) => T[];

/** Looks at how things stand and says what would change. Nothing has changed before `apply`. */
export function planChange(sides: Sides, change: StandingChange, choose: Choose, scenario: string): Planned {
  switch (change.kind) {
    case "endpoints_disabled":
      return setFields(sides, "webhook_endpoint", choose, () => ({ status: "disabled" }));
    case "endpoints_hear_only":
      return setFields(sides, "webhook_endpoint", choose, () => ({ enabled_events: [...change.types] }));
    case "prices_archived":
      return setFields(sides, "price", choose, ({ active }) => (active ? { active: false } : {}));
    case "prices_times":
      return setFields(sides, "price", choose, ({ unit_amount }) => {
        const amount = Math.round((unit_amount ?? 0) * change.factor);
        return unit_amount === null ? {} : { unit_amount: amount, unit_amount_decimal: String(amount) };
      });
    case "nodes_full":
    case "ports_taken":
      return squat(sides, choose, `Planted by ${scenario}`, change.kind);
    case "eggs_ask_for":
      return askFor(sides, choose, change.variable, change.rules);
  }
}

function setFields<T extends "price" | "webhook_endpoint">(
  { world }: Sides,
  type: T,
  choose: Choose,
  change: (value: ObjectTypes[T]) => Partial<ObjectTypes[T]>,
): Planned {
  const undo = choose(all(world, type)).flatMap((value) =>
    Object.entries(change(value)).map(([field, became]) => {
      const was: unknown = Reflect.get(value, field);
      return { kind: "field", id: value.id, field, was, became } as const;
    }),
  );
  return {
    undo,
    apply: () => world.transact(NOBODY, (work) => undo.forEach((one) => setField(work, one, one.became))),
  };
}

/** Every object of a kind, oldest first: a world has more of them than a page. */
function all<T extends ObjectType>(world: World, type: T): ObjectTypes[T][] {
  const found: ObjectTypes[T][] = [];
  for (let startingAfter: string | undefined; ;) {
    const { data, hasMore } = world.objects.list(type, { limit: 100, startingAfter });
    found.push(...data);
    startingAfter = data.at(-1)?.id;
    if (!hasMore) return found.toReversed();
  }
}

function setField(work: Work, { id, field }: Extract<Undo, { kind: "field" }>, value: unknown): void {
  const before = work.objects.findAny(id);
  if (!before) return;
  const after: AnyObject = { ...before, [field]: value };
  work.objects.save(after);
  if (after.object === "price") emit(work, "price.updated", after, { [field]: Reflect.get(before, field) as unknown });
}

function squat(
  { store, now }: Sides,
  choose: Choose,
  description: string,
  kind: "nodes_full" | "ports_taken",
): Planned {
  const nodes = choose(store.nodes.select("ORDER BY id").filter((node) => freePorts(store, node).length > 0));
  const apply = () =>
    store.together(() => {
      for (const node of nodes) {
        const ports = freePorts(store, node);
        const memory = Math.max(freeMemory(store, node), 0);
        const stranger =
          kind === "nodes_full" ? { memory, allocations: ports.slice(-1) } : { memory: 64, allocations: ports };
        plantServer(store, { node, description, ...stranger }, now());
      }
    });
  return { undo: nodes.length > 0 ? [{ kind: "servers", description }] : [], apply };
}

function askFor({ store, now }: Sides, choose: Choose, variable: string, rules: string): Planned {
  const eggs = choose(store.eggs.select("ORDER BY id"));
  const stamps = { created_at: now(), updated_at: now() };
  const row = { name: variable, description: "", env_variable: variable, default_value: "", rules, ...stamps };
  const apply = () =>
    store.together(() => {
      for (const { id } of eggs) store.eggVariables.insert({ egg_id: id, user_viewable: 1, user_editable: 1, ...row });
    });
  return { undo: [{ kind: "egg_variable", variable }], apply };
}

/** Takes changes back, the last first; what somebody has changed again since is left as it is. */
export function takeBack({ world, store }: Sides, undo: readonly Undo[]): void {
  for (const one of undo.toReversed()) {
    if (one.kind === "servers")
      for (const { id } of store.servers.where({ description: one.description })) removeServer(store, id);
    if (one.kind === "egg_variable") removeVariable(store, one.variable);
    if (one.kind === "field") world.transact(NOBODY, (work) => setBack(work, one));
  }
}

function setBack(work: Work, undo: Extract<Undo, { kind: "field" }>): void {
  const now = work.objects.findAny(undo.id);
  if (now && JSON.stringify(Reflect.get(now, undo.field)) === JSON.stringify(undo.became))
    setField(work, undo, undo.was);
}

function removeVariable(store: PanelStore, variable: string): void {
  store.together(() => {
    for (const { id } of store.eggVariables.where({ env_variable: variable })) {
      for (const value of store.serverVariables.where({ variable_id: id })) store.serverVariables.delete(value.id);
      store.eggVariables.delete(id);
    }
  });
}

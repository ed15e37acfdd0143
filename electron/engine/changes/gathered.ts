import type { Change } from "../../../shared/contract/system.ts";

type Topic = Change["topic"];

/** More ids than this are told as "all of the topic": reading everything again is cheaper than naming it. */
export const MOST_IDS = 200;

/**
 * Changes put together: one entry a topic, its ids merged. It is bounded whatever comes in, so a console that reads slowly
 * costs nothing but that its next batch says "all".
 */
export class Gathered {
  readonly #topics = new Map<Topic, Set<string> | "all">();

  get isEmpty(): boolean {
    return this.#topics.size === 0;
  }

  add({ topic, ids }: Change): void {
    const known = this.#topics.get(topic);
    if (known === "all") return;
    if (ids.length === 0) return void this.#topics.set(topic, "all");
    const merged = known ?? new Set<string>();
    for (const id of ids) merged.add(id);
    this.#topics.set(topic, merged.size > MOST_IDS ? "all" : merged);
  }

  /** All that was gathered, topics in the order in which they first came; empty afterwards. */
  take(): Change[] {
    const changes = [...this.#topics].map(([topic, ids]) => ({ topic, ids: ids === "all" ? [] : [...ids] }));
    this.#topics.clear();
    return changes;
  }
}

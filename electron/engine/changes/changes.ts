import type { Change } from "../../../shared/contract/system.ts";
import type { Changes } from "../deps.ts";
import { Gathered } from "./gathered.ts";
import { subscription, type Subscription } from "./subscription.ts";

const WINDOW_MS = 50;

/**
 * The hub between what changes and who looks. The first change of a topic goes out at once; what follows within 50 ms is
 * merged into one more batch, so that a burst costs a console two reads and not two hundred.
 */
export function createChanges(): Changes {
  const subscriptions = new Set<Subscription>();
  const open = new Map<Change["topic"], Gathered>();

  function send(changes: readonly Change[]): void {
    for (const { push } of subscriptions) push(changes);
  }

  function openWindow(topic: Change["topic"]): void {
    const gathered = new Gathered();
    open.set(topic, gathered);
    const close = () => {
      open.delete(topic);
      if (gathered.isEmpty) return;
      send(gathered.take());
      openWindow(topic);
    };
    setTimeout(close, WINDOW_MS).unref();
  }

  return {
    publish(change) {
      const gathered = open.get(change.topic);
      if (gathered) return gathered.add(change);
      const first = new Gathered();
      first.add(change);
      send(first.take());
      openWindow(change.topic);
    },
    subscribe(signal) {
      const made = subscription(signal, () => subscriptions.delete(made));
      if (!signal?.aborted) subscriptions.add(made);
      return made.batches;
    },
  };
}

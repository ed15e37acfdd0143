import type { QueryKey } from "@tanstack/react-query";
import type { Change } from "../../../shared/contract/system.ts";
import { onEveryLine } from "./every-line.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { queryClient, readEverything } from "./query-client.ts";
import { engine, rpc } from "./rpc.ts";

/** Which answers a change makes old. The list of events is not among them: its tail brings each new row itself. */
export function staleKeys({ topic, ids }: Change): readonly QueryKey[] {
  switch (topic) {
    case "orders":
      return [
        rpc.orders.list.key(),
        rpc.orders.counts.key(),
        rpc.acts.progress.key(),
        rpc.catalog.customer.key(),
        ...details(ids),
      ];
    case "events":
      return [
        rpc.events.counts.key(),
        rpc.events.get.key(),
        rpc.eventActs.standing.key(),
        rpc.eventActs.replays.latest.key(),
      ];
    case "servers":
      return [rpc.servers.key(), rpc.catalog.regions.key()];
    case "catalog":
      return [rpc.catalog.key()];
    case "forward":
      return [rpc.forward.key()];
    case "status":
      return [rpc.system.status.key(), rpc.settings.key(), rpc.queues.key(), rpc.events.savedViews.key()];
  }
}

const details = (ids: readonly string[]): readonly QueryKey[] =>
  ids.length === 0
    ? [rpc.acts.standing.key(), rpc.orders.get.key()]
    : ids.flatMap((orderId) => [
        rpc.acts.standing.key({ input: { orderId } }),
        rpc.orders.get.key({ input: { orderId } }),
      ]);

async function readThese(changes: readonly Change[]): Promise<void> {
  const keys = new Map(changes.flatMap(staleKeys).map((key) => [JSON.stringify(key), key]));
  await Promise.all([...keys.values()].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

/** Counts, and what is open, are read again at most so often while webhooks pour in. */
const EVENTS_REST_MS = 700;

const readOthersAgain = oneAtATime<Change>(readThese);
const readEventsAgain = oneAtATime<Change>(async (changes) => {
  await readThese(changes);
  await new Promise((resolve) => setTimeout(resolve, EVENTS_REST_MS));
});

function readAgain(changes: readonly Change[]): void {
  const ofEvents = changes.filter(({ topic }) => topic === "events");
  const others = changes.filter(({ topic }) => topic !== "events");
  if (ofEvents.length > 0) readEventsAgain(ofEvents);
  if (others.length > 0) readOthersAgain(others);
}

async function readChanges(signal: AbortSignal): Promise<void> {
  const stream = engine.system.changes(undefined, { signal });
  // Queries wait until the stream stands: a change between an answer and the stream would go unseen. Without a stream
  // the console still shows what it reads.
  await stream.catch(() => undefined);
  if (signal.aborted) return;
  readEverything();
  for await (const changes of await stream) readAgain(changes);
}

/** Reads anew whatever the engine says has changed, for as long as the page lives; everything, after each new line. */
export const followChanges = (): (() => void) => onEveryLine(readChanges);

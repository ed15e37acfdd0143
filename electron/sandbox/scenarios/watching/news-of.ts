import { setTimeout as sleep } from "node:timers/promises";

/** So often it is looked whether something changed. Only while somebody watches. */
const LOOKS_EVERY_MS = 200;

/** What `look` says as lines of JSON: now, and again each time when it says something else. Ends when `signal` aborts. */
export async function* newsOf(look: () => unknown, signal: AbortSignal): AsyncGenerator<string, void, void> {
  let last = "";
  while (!signal.aborted) {
    const line = JSON.stringify(look());
    if (line !== last) yield `${line}\n`;
    last = line;
    await sleep(LOOKS_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

import { useConnection } from "./connection.ts";

/** How long to wait before a stream that ended on an open line is asked for again. */
const AGAIN_MS = 1000;

async function persist(follow: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    // Whether it ended or failed, the answer is the same: ask again, as long as this line is the one in use.
    await follow(signal).catch(() => undefined);
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

/**
 * Runs `follow` on every new line to the engine, and again should it end before its line does. Its signal aborts when the
 * line is replaced or lost, and when the returned function is called.
 */
export function onEveryLine(follow: (signal: AbortSignal) => Promise<void>): () => void {
  let line = new AbortController();
  const start = () => {
    line.abort();
    line = new AbortController();
    if (useConnection.getState().phase === "open") void persist(follow, line.signal);
  };
  start();
  const stop = useConnection.subscribe(start);
  return () => {
    stop();
    line.abort();
  };
}

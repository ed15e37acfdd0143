import type { Browser } from "playwright";

/** A task of a page's main thread: how long it took by the clock, and of that how long the thread itself was at work (ms). */
export interface Task {
  readonly took: number;
  readonly worked: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

const LONG_US = 40_000;
const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
const isMain = ({ ph, name, args }: TraceEvent): boolean =>
  ph === "M" && name === "thread_name" && args.name === "CrRendererMain";
const isLong = ({ ph, name, dur = 0 }: TraceEvent): boolean => ph === "X" && name.endsWith("RunTask") && dur > LONG_US;

/** Traces a browser until it is asked for the long tasks of its pages' main threads, longest work first. */
export async function traceTasks(browser: Browser): Promise<() => Promise<Task[]>> {
  const session = await browser.newBrowserCDPSession();
  const kept: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    for (const event of value as unknown as TraceEvent[]) if (isMain(event) || isLong(event)) kept.push(event);
  });
  const complete = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  await session.send("Tracing.start", { traceConfig: { includedCategories: ["toplevel", "__metadata"] } });
  return async () => {
    await session.send("Tracing.end");
    await complete;
    const main = new Set(kept.filter(isMain).map(threadOf));
    const long = kept.filter((event) => isLong(event) && main.has(threadOf(event)));
    return long
      .map(({ dur = 0, tdur = 0 }) => ({ took: Math.round(dur / 1_000), worked: Math.round(tdur / 1_000) }))
      .sort((a, b) => b.worked - a.worked);
  };
}

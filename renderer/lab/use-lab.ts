import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { LabPass, LabSeen, LabStart } from "../../shared/contract/lab.ts";
import { onEveryLine } from "../app/engine/every-line.ts";
import { engine } from "../app/engine/rpc.ts";
import { explain } from "../app/explain.ts";
import { toast } from "../ui/toasts.ts";

/** What the lab tells of itself, as it changes; `error` is why it does not, while it does not. */
export interface WatchedLab {
  readonly seen: LabSeen | null;
  readonly error: unknown;
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((done) => signal.addEventListener("abort", () => done(), { once: true }));

/** Watches the lab while the page is open. What was seen last stays while it can't be watched. */
export function useWatchedLab(): WatchedLab {
  const [watched, setWatched] = useState<WatchedLab>({ seen: null, error: null });
  useEffect(
    () =>
      onEveryLine(async (signal) => {
        try {
          for await (const seen of await engine.lab.watch(undefined, { signal })) setWatched({ seen, error: null });
        } catch (error) {
          if (signal.aborted) return;
          setWatched(({ seen }) => ({ seen, error }));
          // That does not change while this engine runs, so it is not asked again on this line.
          if (explain(error).code === "LAB_ONLY_IN_SANDBOX") await aborted(signal);
        }
      }),
    [],
  );
  return watched;
}

const failed = (title: string) => (error: unknown) => {
  const { code, says } = explain(error);
  toast({ tone: "bad", title, says: `${says} ${code}` });
};

/** What can be done in the lab. What the page does not show by itself is told. */
export function useLabActs() {
  const start = useMutation({
    mutationFn: (asked: LabStart) => engine.lab.start(asked),
    onError: failed("Nothing was started"),
  });
  const stop = useMutation({
    mutationFn: () => engine.lab.stop(),
    onSuccess: () =>
      toast({
        tone: "ok",
        title: "Nothing is broken any more",
        says: "Waybill reads both sides now and mends the rest.",
      }),
    onError: failed("Nothing was stopped"),
  });
  const customers = useMutation({
    mutationFn: (count: number) => engine.lab.customers({ count }),
    onError: failed("No customer was sent"),
  });
  const pass = useMutation({
    mutationFn: (pass: LabPass) => engine.lab.passTime(pass),
    onError: failed("The clock stands where it stood"),
  });
  const reset = useMutation({
    mutationFn: () => engine.lab.reset(),
    onSuccess: ({ kept }) =>
      toast({
        tone: "ok",
        title: "The sandbox is new",
        ...(kept > 0 && { says: `Waybill keeps ${kept === 1 ? "one order" : `${kept} orders`} of before.` }),
      }),
    onError: failed("The sandbox was not reset"),
  });
  return { start, stop, customers, pass, reset };
}
export type LabActs = ReturnType<typeof useLabActs>;

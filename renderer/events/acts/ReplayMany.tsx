import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconPlayerStopFilled, IconRepeat } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { ReplayRun } from "../../../shared/contract/event-replays.ts";
import { engine, rpc } from "../../app/engine/rpc.ts";
import { explain } from "../../app/explain.ts";
import type { EventsSearch } from "../../app/search.ts";
import { toast } from "../../ui/toasts.ts";
import { runSentence } from "./replay-words.ts";
import "./acts.css";

const ReplayManyDialog = lazy(() =>
  import("./ReplayManyDialog.tsx").then((part) => ({ default: part.ReplayManyDialog })),
);

/** Opens the replay of all that the table shows. */
export function ReplayManyButton({ search }: { readonly search: EventsSearch }) {
  const [opened, setOpened] = useState(false);
  const name = "Replay what matches";
  return (
    <>
      <Tooltip label={name}>
        <ActionIcon variant="default" aria-label={name} onClick={() => setOpened(true)}>
          <IconRepeat size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Suspense>{opened && <ReplayManyDialog search={search} onClose={() => setOpened(false)} />}</Suspense>
    </>
  );
}

/** Says how a run ended to whoever saw it run. */
function useToldEnd(run: ReplayRun | null | undefined): void {
  const seen = useRef<number | null>(null);
  useEffect(() => {
    if (!run) return;
    if (run.state === "running") seen.current = run.id;
    else if (seen.current === run.id) {
      seen.current = null;
      toast({ tone: run.failed > 0 ? "warn" : "ok", title: "The replay has ended", says: runSentence(run) });
    }
  }, [run]);
}

/** The replay of many that is under way: how far it is, and the way to stop it. It is the engine's, so a reload finds it. */
export function ReplayProgress() {
  const cache = useQueryClient();
  const { data: run } = useQuery(rpc.eventActs.replays.latest.queryOptions());
  useToldEnd(run);
  const stop = useMutation({
    mutationFn: (runId: number) => engine.eventActs.replays.stop({ runId }),
    onSuccess: (stopped) => cache.setQueryData(rpc.eventActs.replays.latest.queryKey(), stopped),
    onError: (error) => toast({ tone: "bad", title: "The replay was not stopped", says: explain(error).says }),
  });
  if (run?.state !== "running") return null;
  return (
    <section className="replay-progress" aria-label="Replay under way">
      <span className="clip">{run.waits ?? runSentence(run)}</span>
      <progress value={run.replayed} max={run.total} aria-label="Events replayed" />
      <Button
        leftSection={<IconPlayerStopFilled size={12} aria-hidden />}
        loading={stop.isPending}
        onClick={() => stop.mutate(run.id)}
      >
        Stop
      </Button>
    </section>
  );
}

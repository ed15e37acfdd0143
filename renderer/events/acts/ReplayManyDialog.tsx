import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ReplayPreview } from "../../../shared/contract/event-replays.ts";
import { engine, rpc } from "../../app/engine/rpc.ts";
import type { EventsSearch } from "../../app/search.ts";
import { Prose } from "../../ui/Id.tsx";
import { LongWait } from "../../ui/LongWait.tsx";
import { LoadingText } from "../../ui/Nothing.tsx";
import { EventDialog, Refusal } from "./EventDialog.tsx";
import { previewSentence, untriedSentence } from "./replay-words.ts";
import { filterWords, replayFilter, type Window, WINDOWS } from "./replay-window.ts";

const MOST_LINES = 5;

function Preview({ of }: { readonly of: ReplayPreview }) {
  const shown = of.changing.slice(0, MOST_LINES);
  const untried = untriedSentence(of);
  return (
    <section className="plan" aria-label="What would change">
      <h3>{previewSentence(of)}</h3>
      {shown.length > 0 && (
        <ol>
          {shown.map(({ eventId, type, changes }) => (
            <li key={eventId}>
              <span>
                <span className="mono">{type}</span> <Prose>{changes.join(" ")}</Prose>
              </span>
            </li>
          ))}
        </ol>
      )}
      {untried !== null && <p className="plan-not">{untried}</p>}
      <p className="plan-not event-act-not">
        Each is decided by what Stripe says now; nothing is written at Stripe. What arrives later is not among them. It
        can be stopped; what was replayed stays.
      </p>
    </section>
  );
}

/** The number, typed: in `live`, many are never replayed by one press. */
function TypedCount(props: {
  readonly count: number;
  readonly value: string;
  readonly onChange: (to: string) => void;
}) {
  return (
    <TextInput
      label={`Type ${props.count}, the number of events, to confirm`}
      size="xs"
      autoComplete="off"
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

/** Replays all that the table shows: how many, what the first of them would change, and then the button. */
export function ReplayManyDialog({ search, onClose }: { readonly search: EventsSearch; readonly onClose: () => void }) {
  const cache = useQueryClient();
  const { data: about } = useQuery(rpc.system.about.queryOptions());
  const [openedAt] = useState(() => Date.now());
  const [window, setWindow] = useState<Window>("day");
  const [typed, setTyped] = useState("");
  const filter = replayFilter(search, window, openedAt);
  const preview = useQuery(rpc.eventActs.replays.preview.queryOptions({ input: filter, gcTime: 0, retry: false }));
  const { data } = preview;
  const count = data?.count ?? 0;
  const start = useMutation({
    mutationFn: () => engine.eventActs.replays.start({ ...filter, count, confirm: typed === "" ? null : typed }),
    onSuccess: (run) => {
      cache.setQueryData(rpc.eventActs.replays.latest.queryKey(), run);
      onClose();
    },
  });
  const isLive = about?.env === "live";
  const mayStart = count > 0 && (!isLive || typed.trim() === String(count));
  return (
    <EventDialog title="Replay matching events" of={filterWords(filter)} env={about?.env} onClose={onClose}>
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (mayStart && !start.isPending) start.mutate();
        }}
      >
        <SegmentedControl<Window>
          size="xs"
          aria-label="When they arrived"
          data={WINDOWS.map(({ value, label }) => ({ value, label }))}
          value={window}
          onChange={(to) => {
            setWindow(to);
            setTyped("");
            start.reset();
          }}
        />
        {data ? <Preview of={data} /> : <LoadingText lines={3} />}
        {data && isLive && count > 0 && <TypedCount count={count} value={typed} onChange={setTyped} />}
        <Refusal error={preview.error ?? start.error} />
        <LongWait busy={preview.isFetching} says="No answer for 10 s. Waybill goes on waiting for Stripe." />
        <div className="line event-act-foot">
          <Button onClick={onClose}>Leave it</Button>
          <Button type="submit" variant="filled" loading={start.isPending} disabled={!mayStart}>
            {count === 1 ? "Replay 1 event" : `Replay ${count.toLocaleString("en-US")} events`}
          </Button>
        </div>
      </form>
    </EventDialog>
  );
}

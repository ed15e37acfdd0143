import { Button, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { EventDetail } from "../../../shared/contract/event-detail.ts";
import { engine, rpc } from "../../app/engine/rpc.ts";
import { EventDialog, Refusal } from "./EventDialog.tsx";
import { useEventAct } from "./use-event-act.ts";

const SHORTEST = 3;
const LONGEST = 500;

/** Marks an arrival as dealt with, and asks how. */
export function HandleDialog({ event, onClose }: { readonly event: EventDetail; readonly onClose: () => void }) {
  const { data: about } = useQuery(rpc.system.about.queryOptions());
  const [note, setNote] = useState("");
  const [asked, setAsked] = useState(false);
  const tooShort = note.trim().length < SHORTEST;
  const handle = useEventAct(() => engine.eventActs.handle({ id: event.id, note: note.trim() }), {
    title: "Marked as handled",
    onDone: onClose,
  });
  return (
    <EventDialog
      title="Mark as handled"
      of={event.type ?? event.reason ?? "Refused request"}
      env={about?.env}
      onClose={onClose}
    >
      <form
        noValidate
        onSubmit={(submitted) => {
          submitted.preventDefault();
          setAsked(true);
          if (!tooShort && !handle.isPending) handle.mutate();
        }}
      >
        <p>It leaves the count of what needs a person, and keeps its place in the journal.</p>
        <p className="text2">Nothing changes at Stripe or for an order. The mark can be taken back.</p>
        <Textarea
          label="What was done about it"
          size="xs"
          rows={3}
          maxLength={LONGEST}
          data-autofocus
          value={note}
          error={asked && tooShort ? "Say what was done about it" : null}
          onChange={(typed) => setNote(typed.currentTarget.value)}
        />
        <Refusal error={handle.error} />
        <div className="line event-act-foot">
          <Button onClick={onClose}>Leave it</Button>
          <Button type="submit" variant="filled" loading={handle.isPending}>
            Mark as handled
          </Button>
        </div>
      </form>
    </EventDialog>
  );
}

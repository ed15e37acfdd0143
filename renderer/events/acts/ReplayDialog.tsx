import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { EventDetail } from "../../../shared/contract/event-detail.ts";
import type { EventDryRun } from "../../../shared/contract/event-acts.ts";
import { rpc } from "../../app/engine/rpc.ts";
import { useKeys } from "../../app/keys/keys.ts";
import { Keys } from "../../ui/Keys.tsx";
import { LongWait } from "../../ui/LongWait.tsx";
import { LoadingText } from "../../ui/Nothing.tsx";
import { DryRun } from "./DryRun.tsx";
import { EventDialog, Refusal } from "./EventDialog.tsx";
import { useReplay } from "./use-replay.ts";

/** P shows the plan and, pressed again, runs it; but not by one press that was held too long. */
const GUARD_MS = 600;

/** True a moment after the plan is there to be read. */
function useArmed(ready: boolean): boolean {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    if (!ready) return;
    const timer = setTimeout(() => setArmed(true), GUARD_MS);
    return () => clearTimeout(timer);
  }, [ready]);
  return armed && ready;
}

/** Where the focus goes once the plan is there; Enter then runs it. */
function useFocusOnce(button: RefObject<HTMLButtonElement | null>, ready: boolean): void {
  useEffect(() => {
    if (ready) button.current?.focus();
  }, [button, ready]);
}

function Confirmed(props: { readonly on: boolean; readonly onChange: (on: boolean) => void; readonly why: string }) {
  return (
    <div className="event-act-forged">
      <p>{props.why} Its body proves nothing and is not used: Stripe has this event, and Stripe's own is applied.</p>
      <label className="line">
        <input type="checkbox" checked={props.on} onChange={(event) => props.onChange(event.target.checked)} />
        Apply Stripe's own event
      </label>
    </div>
  );
}

function Plan(props: { readonly of: EventDryRun; readonly event: EventDetail; readonly onClose: () => void }) {
  const { of, event, onClose } = props;
  const [confirmed, setConfirmed] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const replay = useReplay(event, onClose);
  const mayRun = !of.fromStripe || confirmed;
  const run = () => {
    if (mayRun && !replay.isPending) replay.mutate({ acceptRefused: of.fromStripe });
  };
  const armed = useArmed(mayRun);
  useKeys({ p: (pressed) => armed && !pressed.repeat && run() }, "dialog");
  useFocusOnce(button, mayRun);
  return (
    <>
      {of.fromStripe && (
        <Confirmed on={confirmed} onChange={setConfirmed} why={event.reason ?? "The request was refused."} />
      )}
      <DryRun of={of} />
      <Refusal error={replay.error} />
      <LongWait busy={replay.isPending} says="No answer for 10 s. Waybill goes on waiting for Stripe." />
      <div className="line event-act-foot">
        <Button onClick={onClose}>Leave it</Button>
        <Button
          ref={button}
          variant="filled"
          loading={replay.isPending}
          disabled={!mayRun}
          data-armed={armed || undefined}
          rightSection={<Keys of="P" />}
          onClick={run}
        >
          {of.changes.length === 0 ? "Replay all the same" : "Replay"}
        </Button>
      </div>
    </>
  );
}

/** An event put through processing again: first what that would change, then the button. */
export function ReplayDialog({ event, onClose }: { readonly event: EventDetail; readonly onClose: () => void }) {
  const { data: about } = useQuery(rpc.system.about.queryOptions());
  // Never from the cache: what would change is asked anew each time it is looked at.
  const dryRun = useQuery(rpc.eventActs.dryRun.queryOptions({ input: { id: event.id }, gcTime: 0, retry: false }));
  const { data, error } = dryRun;
  const whose = data?.customerEmail ?? event.customerEmail;
  return (
    <EventDialog
      title="Replay here"
      of={`${event.type ?? data?.type ?? "Refused request"}${whose ? `, ${whose}` : ""}`}
      env={about?.env}
      onClose={onClose}
    >
      {data ? (
        <Plan of={data} event={event} onClose={onClose} />
      ) : (
        <>
          {error ? <Refusal error={error} /> : <LoadingText lines={4} />}
          <div className="line event-act-foot">
            <Button onClick={onClose}>{error ? "Close" : "Leave it"}</Button>
            {error && (
              <Button loading={dryRun.isFetching} onClick={() => void dryRun.refetch()}>
                Try again
              </Button>
            )}
          </div>
        </>
      )}
    </EventDialog>
  );
}

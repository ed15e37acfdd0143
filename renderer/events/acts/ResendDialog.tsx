import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ResendTarget } from "../../../shared/contract/event-acts.ts";
import type { EventDetail } from "../../../shared/contract/event-detail.ts";
import { engine, rpc } from "../../app/engine/rpc.ts";
import { LongWait } from "../../ui/LongWait.tsx";
import { LoadingText } from "../../ui/Nothing.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { EventDialog, Refusal } from "./EventDialog.tsx";
import { useEventAct } from "./use-event-act.ts";

function Targets(props: {
  readonly of: readonly ResendTarget[];
  readonly value: string | undefined;
  readonly onChoose: (to: string) => void;
}) {
  return (
    <fieldset className="event-act-targets">
      <legend className="small text2">To</legend>
      {props.of.map(({ to, name, isOurs }) => (
        <label key={to} className="line">
          <input type="radio" name="to" checked={to === props.value} onChange={() => props.onChoose(to)} />
          <span className={to === "stripe_listen" ? "clip" : "clip mono"} title={name}>
            {name}
          </span>
          {isOurs && <Tag>this Waybill</Tag>}
        </label>
      ))}
    </fieldset>
  );
}

/** Lets Stripe send an event once more, to the endpoint that is chosen. */
export function ResendDialog({ event, onClose }: { readonly event: EventDetail; readonly onClose: () => void }) {
  const { data: about } = useQuery(rpc.system.about.queryOptions());
  const targets = useQuery(rpc.eventActs.resendTargets.queryOptions({ gcTime: 0, retry: false }));
  const [chosen, choose] = useState<string>();
  const to = chosen ?? targets.data?.[0]?.to;
  const resend = useEventAct((requestId) => engine.eventActs.resend({ id: event.id, to: to ?? "", requestId }), {
    title: "Stripe sends the event again",
    onDone: onClose,
  });
  return (
    <EventDialog title="Resend from Stripe" of={event.eventId ?? "Refused request"} env={about?.env} onClose={onClose}>
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (to !== undefined && !resend.isPending) resend.mutate();
        }}
      >
        <p>Stripe posts the event once more. It arrives as a delivery of its own.</p>
        <p className="text2">What is applied already counts as a duplicate and changes nothing.</p>
        {targets.data && <Targets of={targets.data} value={to} onChoose={choose} />}
        {targets.isPending && <LoadingText lines={2} />}
        <Refusal error={targets.error ?? resend.error} />
        <LongWait busy={resend.isPending} says="No answer for 10 s. Waybill goes on waiting for Stripe." />
        <div className="line event-act-foot">
          <Button onClick={onClose}>Leave it</Button>
          <Button type="submit" variant="filled" data-autofocus loading={resend.isPending} disabled={to === undefined}>
            Resend
          </Button>
        </div>
      </form>
    </EventDialog>
  );
}

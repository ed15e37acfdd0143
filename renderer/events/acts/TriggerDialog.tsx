import { Button, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { TriggerFixture } from "../../../shared/contract/event-triggers.ts";
import { engine, rpc } from "../../app/engine/rpc.ts";
import { LongWait } from "../../ui/LongWait.tsx";
import { EventDialog, Refusal } from "./EventDialog.tsx";
import { useEventAct } from "./use-event-act.ts";

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

function TriggerFields(props: {
  readonly binds: boolean;
  readonly orderId: string;
  readonly onOrder: (to: string) => void;
  readonly overrides: string;
  readonly onOverrides: (to: string) => void;
}) {
  return (
    <>
      {props.binds && (
        <TextInput
          label="Order that it belongs to (none: nobody's)"
          placeholder="ord_…"
          size="xs"
          data-autofocus
          autoComplete="off"
          value={props.orderId}
          onChange={(typed) => props.onOrder(typed.currentTarget.value)}
        />
      )}
      <Textarea
        label="Overrides, one a line (none: as Stripe's fixture has it)"
        placeholder="price:unit_amount=700"
        size="xs"
        rows={2}
        {...(props.binds ? {} : { "data-autofocus": true })}
        value={props.overrides}
        onChange={(typed) => props.onOverrides(typed.currentTarget.value)}
      />
    </>
  );
}

/** Lets Stripe do what leads to a test event: for which order, and with what that is different. */
export function TriggerDialog({
  fixture,
  onClose,
}: {
  readonly fixture: TriggerFixture;
  readonly onClose: () => void;
}) {
  const { name, does, binds } = fixture;
  const { data: about } = useQuery(rpc.system.about.queryOptions());
  const [orderId, setOrderId] = useState("");
  const [overrides, setOverrides] = useState("");
  const bound = orderId.trim();
  const trigger = useEventAct(
    () =>
      engine.eventActs.triggers.run({
        fixture: name,
        orderId: binds && bound !== "" ? bound : null,
        overrides: linesOf(overrides),
      }),
    { title: `Triggered ${name}`, onDone: onClose },
  );
  return (
    <EventDialog title="Trigger a test event" of={name} env={about?.env} onClose={onClose}>
      <form
        noValidate
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (!trigger.isPending) trigger.mutate();
        }}
      >
        <p>{does} Stripe then sends its events.</p>
        <p className="text2">Only test data is made. It stays at Stripe; nothing is cleaned up afterwards.</p>
        <TriggerFields
          binds={binds}
          orderId={orderId}
          onOrder={setOrderId}
          overrides={overrides}
          onOverrides={setOverrides}
        />
        <Refusal error={trigger.error} />
        <LongWait busy={trigger.isPending} says="No answer for 10 s. The Stripe CLI is still at it." />
        <div className="line event-act-foot">
          <Button onClick={onClose}>Leave it</Button>
          <Button type="submit" variant="filled" loading={trigger.isPending}>
            Trigger
          </Button>
        </div>
      </form>
    </EventDialog>
  );
}

import { Button, TextInput } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { IconArrowLeft, IconTool } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { EndpointPlan, EndpointWish } from "../../shared/contract/endpoints.ts";
import { Prose } from "../ui/Id.tsx";
import { Keys } from "../ui/Keys.tsx";
import { LongWait } from "../ui/LongWait.tsx";
import { LoadingText } from "../ui/Nothing.tsx";
import { NumberedLines } from "../ui/NumberedLines.tsx";
import { Refusal } from "../ui/Refusal.tsx";
import { useEndpointPlan } from "./use-endpoint-plan.ts";

const BUTTONS: Readonly<Record<EndpointWish["act"], string>> = {
  create: "Create the endpoint",
  correct: "Correct the endpoint",
  recreate: "Create the new one",
  disable: "Disable the endpoint",
  remove: "Remove the endpoint",
};
const TAKES_ADDRESS = new Set<EndpointWish["act"]>(["create", "correct", "recreate"]);

function Lines({ plan }: { readonly plan: EndpointPlan }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <section className="plan endpoint-plan" aria-label="Plan">
      <h3 ref={head} tabIndex={-1}>
        <IconTool size={14} aria-hidden />
        {plan.title}
      </h3>
      <NumberedLines of={plan.plan} />
      <p className="plan-not">
        <Prose>{plan.not}</Prose>
      </p>
    </section>
  );
}

/** The address, which the plan is made anew for once it is left or Enter is pressed. */
function AddressField(props: { readonly value: string | null; readonly onSettle: (to: string | null) => void }) {
  const [draft, change] = useState(props.value ?? "");
  const settle = () => props.onSettle(draft.trim() === "" ? null : draft.trim());
  return (
    <TextInput
      label="Address"
      description="Empty: the one that this engine is known at."
      size="xs"
      autoComplete="off"
      spellCheck={false}
      placeholder="https://shop.example/api/stripe/webhook"
      value={draft}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) settle();
      }}
    />
  );
}

/** What an act will do, what it won't, and then its button. */
export function EndpointPlanView({
  wish: first,
  onBack,
}: {
  readonly wish: EndpointWish;
  readonly onBack: () => void;
}) {
  const { wish, readdress, plan, typed, type, isReady, busy, refusal, run } = useEndpointPlan(first, onBack);
  const ends = wish.act === "disable" || wish.act === "remove";
  useWindowEvent("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
  });
  return (
    <form
      className="new"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <div className="new-body scroll doctor">
        {TAKES_ADDRESS.has(wish.act) && <AddressField value={wish.address} onSettle={readdress} />}
        {plan.data && !plan.isError ? <Lines plan={plan.data} /> : !plan.isError && <LoadingText lines={5} />}
        {plan.data?.toType != null && (
          <TextInput
            label={`Type ${plan.data.toType} to confirm`}
            size="xs"
            autoComplete="off"
            value={typed}
            onChange={(event) => type(event.currentTarget.value)}
          />
        )}
        <Refusal of={refusal} />
        <LongWait busy={busy} says="Stripe has not answered for 10 s. Waybill goes on waiting for it." />
      </div>
      <div className="new-foot">
        <Button leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={onBack}>
          All endpoints
        </Button>
        <span className="grow" />
        <Button
          variant="filled"
          {...(ends ? { color: "bad" } : {})}
          loading={busy}
          disabled={!isReady}
          rightSection={<Keys of="Ctrl Enter" />}
          onClick={run}
        >
          {BUTTONS[wish.act]}
        </Button>
      </div>
    </form>
  );
}

import { Button, Textarea } from "@mantine/core";
import { IconTool } from "@tabler/icons-react";
import { type RefObject, useRef, useState } from "react";
import type { OrderDetail } from "../../shared/contract/orders.ts";
import type { Repair } from "../../shared/contract/trace.ts";
import { useKeys } from "../app/keys/keys.ts";
import { Keys } from "../ui/Keys.tsx";
import { LongWait } from "../ui/LongWait.tsx";
import { NumberedLines } from "../ui/NumberedLines.tsx";
import type { OrderActs } from "./use-order-acts.ts";

/** R shows the repair and, pressed again, runs it; but not by one press that was held too long. */
const GUARD_MS = 600;
const SHORTEST_REASON = 3;
const LONGEST_REASON = 500;

const LABELS: Readonly<Record<Repair["act"], string>> = {
  retry_provisioning: "Run repair",
  ask_stripe: "Ask Stripe now",
  approve_amount: "Approve the amount",
};

function useRepairKey(button: RefObject<HTMLButtonElement | null>, run: () => void): void {
  const shownAt = useRef<number | null>(null);
  useKeys({
    r: (event) => {
      if (event.repeat) return;
      const now = event.timeStamp;
      if (shownAt.current !== null && document.activeElement === button.current) {
        if (now - shownAt.current >= GUARD_MS) run();
        return;
      }
      shownAt.current = now;
      button.current?.scrollIntoView({ block: "nearest" });
      button.current?.focus();
    },
  });
}

function Reason(props: {
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (to: string) => void;
}) {
  return (
    <div className="plan-reason">
      <Textarea
        label="Reason, for the audit"
        size="xs"
        rows={2}
        maxLength={LONGEST_REASON}
        value={props.value}
        error={props.error}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    </div>
  );
}

/** What a repair will do, what it won't, and then its button: the plan always comes first. */
export function RepairPlan(props: { readonly repair: Repair; readonly order: OrderDetail; readonly acts: OrderActs }) {
  const { repair, order, acts } = props;
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const orderId = order.id;
  const asksReason = repair.act === "approve_amount";
  const tooShort = asksReason && reason.trim().length < SHORTEST_REASON;
  const busy = acts.retry.isPending || acts.askStripe.isPending || acts.approve.isPending;
  const run = () => {
    setAsked(true);
    if (busy || tooShort) return;
    if (repair.act === "retry_provisioning") acts.retry.mutate({ orderId });
    else if (repair.act === "ask_stripe") acts.askStripe.mutate({ orderId });
    else acts.approve.mutate({ orderId, reason: reason.trim() });
  };
  useRepairKey(button, run);
  return (
    <section className="plan" aria-label="Repair plan">
      <h3>
        <IconTool size={14} aria-hidden />
        {repair.title}
      </h3>
      <NumberedLines of={repair.plan} />
      <p className="plan-not">{repair.not}</p>
      {asksReason && (
        <Reason value={reason} error={asked && tooShort ? "Say why, for the audit" : null} onChange={setReason} />
      )}
      <div className="plan-run">
        <Button ref={button} variant="filled" rightSection={<Keys of="R" />} loading={busy} onClick={run}>
          {LABELS[repair.act]}
        </Button>
        <LongWait busy={busy} says="No answer for 10 s. Waybill goes on waiting for Stripe or the panel." />
      </div>
    </section>
  );
}

import { SegmentedControl, Textarea, TextInput } from "@mantine/core";
import type { ActOn, ActValues } from "./act-values.ts";
import { PlanFields } from "./PlanFields.tsx";
import type { Act } from "./use-act.ts";

interface Props {
  readonly on: ActOn;
  readonly act: Act;
}

/** One of a few, side by side. */
function Choice<V extends string>(props: {
  readonly name: string;
  readonly of: readonly { readonly value: V; readonly label: string }[];
  readonly value: V;
  readonly onChoose: (value: V) => void;
}) {
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={props.name}
      data={[...props.of]}
      value={props.value}
      onChange={props.onChoose}
    />
  );
}

function RefundFields({ on, act }: Props) {
  const { values, errors, change } = act;
  return (
    <>
      <Choice
        name="How much"
        of={[
          { value: "all", label: "All that is left" },
          { value: "part", label: "A part" },
        ]}
        value={values.share}
        onChoose={(share) => change({ share })}
      />
      {values.share === "part" && (
        <TextInput
          label={`Amount in ${on.order.price.currency.toUpperCase()}`}
          size="xs"
          inputMode="decimal"
          autoComplete="off"
          value={values.amount}
          error={errors["amount"]}
          onChange={(event) => change({ amount: event.currentTarget.value })}
        />
      )}
      {on.order.subscriptionId !== null && (
        <label className="line act-check">
          <input
            type="checkbox"
            checked={values.cancelSubscription}
            onChange={(event) => change({ cancelSubscription: event.target.checked })}
          />
          End the subscription too
        </label>
      )}
    </>
  );
}

/** Only what bills has a period to wait for; only an end that is set can be taken back. */
function CancelFields({ on, act }: Props) {
  const { order, standing } = on;
  if (order.paymentState === "unpaid" || order.subscriptionId === null) return null;
  const later: { readonly value: ActValues["when"]; readonly label: string } =
    standing.cancelsAt === null
      ? { value: "period_end", label: "At period end" }
      : { value: "never", label: "Take the end back" };
  return (
    <Choice
      name="When"
      of={[{ value: "now", label: "Now" }, later]}
      value={act.values.when}
      onChoose={(when) => act.change({ when })}
    />
  );
}

/** Which server; once it was refused for what it has other than was sold, whether it is taken as it is. */
function LinkFields({ act }: Pick<Props, "act">) {
  const { values, errors, refusal, change } = act;
  return (
    <>
      <TextInput
        label="Server's number on the panel"
        size="xs"
        inputMode="numeric"
        autoComplete="off"
        data-autofocus
        value={values.serverId}
        error={errors["serverId"]}
        onChange={(event) => change({ serverId: event.currentTarget.value, acceptDifferences: false })}
      />
      {(values.acceptDifferences || refusal?.code === "SERVER_CONTRADICTED") && (
        <label className="line act-check">
          <input
            type="checkbox"
            checked={values.acceptDifferences}
            onChange={(event) => change({ acceptDifferences: event.target.checked })}
          />
          Take the server as it is
        </label>
      )}
    </>
  );
}

function TerminateFields({ act }: Props) {
  return (
    <Choice
      name="When"
      of={[
        { value: "now", label: "Now" },
        { value: "day", label: "In 1 day" },
        { value: "three_days", label: "In 3 days" },
        { value: "week", label: "In 7 days" },
      ]}
      value={act.values.delay}
      onChoose={(delay) => act.change({ delay })}
    />
  );
}

function Words(props: {
  readonly act: Act;
  readonly field: "reason" | "text";
  readonly label: string;
  readonly isFirst: boolean;
}) {
  const { act, field } = props;
  return (
    <Textarea
      label={props.label}
      size="xs"
      rows={field === "text" ? 4 : 2}
      {...(props.isFirst ? { "data-autofocus": true } : {})}
      value={act.values[field]}
      error={act.errors[field]}
      onChange={(event) => act.change({ [field]: event.currentTarget.value })}
    />
  );
}

/** What an act asks: its own questions, why, and in `live` the words that confirm it. */
export function ActFields({ on, act }: Props) {
  const { typed, values, errors, change } = act;
  const asksFirst = on.kind === "changePlan" || on.kind === "linkServer";
  return (
    <>
      {on.kind === "refund" && <RefundFields on={on} act={act} />}
      {on.kind === "cancel" && <CancelFields on={on} act={act} />}
      {on.kind === "changePlan" && <PlanFields on={on} act={act} />}
      {on.kind === "linkServer" && <LinkFields act={act} />}
      {on.kind === "terminate" && <TerminateFields on={on} act={act} />}
      {on.kind === "note" ? (
        <Words act={act} field="text" label="Note" isFirst />
      ) : (
        <Words act={act} field="reason" label="Reason, for the audit" isFirst={!asksFirst} />
      )}
      {typed && (
        <TextInput
          label={typed.label}
          size="xs"
          autoComplete="off"
          value={values.confirm}
          error={errors["confirm"]}
          onChange={(event) => change({ confirm: event.currentTarget.value })}
        />
      )}
    </>
  );
}

import { Button, SegmentedControl } from "@mantine/core";
import { IconTool } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { OrderDetail } from "../../../shared/contract/orders.ts";
import { rpc } from "../../app/engine/rpc.ts";
import { Prose } from "../../ui/Id.tsx";
import { Keys } from "../../ui/Keys.tsx";
import { LongWait } from "../../ui/LongWait.tsx";
import { NumberedLines } from "../../ui/NumberedLines.tsx";
import { Refusal } from "../../ui/Refusal.tsx";
import { ActFrame } from "../acts/ActFrame.tsx";
import { StepFields } from "./StepFields.tsx";
import { EDITABLE, stoppedAt } from "./step-values.ts";
import { STEP_NAMES, stepPlan } from "./step-words.ts";
import { type StepEditing, useStepEdit } from "./use-step-edit.ts";

/** Why it stopped, in the panel's words. */
function Stopped({ order }: { readonly order: OrderDetail }) {
  const step = stoppedAt(order);
  if (step === null) return null;
  return (
    <p className="text2">
      <span className="mono">{step.name}</span> <Prose>{step.says}</Prose>
    </p>
  );
}

/** Takes an edit back that stands, so that the step goes by what was sold again. */
function GiveBack({ order, editing }: { readonly order: OrderDetail; readonly editing: StepEditing }) {
  const { values, change } = editing;
  const edit = order.edits.find(({ step }) => step === values.step);
  if (!edit) return null;
  return (
    <label className="line act-check">
      <input type="checkbox" checked={values.isBack} onChange={(event) => change({ isBack: event.target.checked })} />
      Give it back to Waybill ({edit.by} chose {edit.says})
    </label>
  );
}

function Plan({ order, editing, node }: Parameters<typeof GiveBack>[0] & { readonly node: string | null }) {
  const { lines, not } = stepPlan(order, editing.values, node);
  return (
    <section className="plan" aria-label="What the retry does">
      <h3>
        <IconTool size={14} aria-hidden />
        What the retry does
      </h3>
      <NumberedLines of={lines} />
      <p className="plan-not">{not}</p>
    </section>
  );
}

/** Gives one step of an order something else to go by, shows what that does, and puts the order to work. */
export function StepDialog({ order, onClose }: { readonly order: OrderDetail; readonly onClose: () => void }) {
  const editing = useStepEdit(order, onClose);
  const nodes = useQuery(rpc.servers.nodes.queryOptions()).data?.rows ?? [];
  const { values, change, submit, refusal, busy } = editing;
  const node = nodes.find(({ id }) => String(id) === values.nodeId)?.name ?? null;
  return (
    <ActFrame title="Retry with other input" size={520} onClose={onClose} onSubmit={submit}>
      <Stopped order={order} />
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Step"
        data={EDITABLE.map((step) => ({ value: step, label: STEP_NAMES[step] }))}
        value={values.step}
        onChange={(step) => change({ step, isBack: false })}
      />
      <GiveBack order={order} editing={editing} />
      <StepFields editing={editing} nodes={nodes} />
      <Plan order={order} editing={editing} node={node} />
      <Refusal of={refusal} />
      <LongWait busy={busy} says="No answer for 10 s. Waybill goes on waiting." />
      <div className="line act-foot">
        <Button onClick={onClose}>Leave it</Button>
        <Button type="submit" variant="filled" loading={busy} rightSection={<Keys of="Ctrl Enter" />}>
          Retry with this
        </Button>
      </div>
    </ActFrame>
  );
}

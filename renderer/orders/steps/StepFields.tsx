import { Button, SegmentedControl, Select, TextInput } from "@mantine/core";
import { IconSelector } from "@tabler/icons-react";
import type { NodeRow } from "../../../shared/contract/servers.ts";
import { freeOf } from "../../servers/sizes.ts";
import type { StepEditing } from "./use-step-edit.ts";

interface Props {
  readonly editing: StepEditing;
  readonly nodes: readonly NodeRow[];
}

const nodeLabel = ({ name, memory, ports, state }: NodeRow): string =>
  `${name}, ${freeOf(memory.used + memory.reserved, memory.total)}, ${ports.free} ports${state === "maintenance" ? ", in maintenance" : ""}`;

function CustomerFields({ editing: { values, errors, change } }: Pick<Props, "editing">) {
  return (
    <TextInput
      label="Panel user, its number"
      description="The account that the server goes to, in place of the one that is searched or made."
      size="xs"
      inputMode="numeric"
      autoComplete="off"
      value={values.panelUserId}
      error={errors["panelUserId"]}
      onChange={(event) => change({ panelUserId: event.currentTarget.value })}
    />
  );
}

function PlaceFields({ editing: { values, errors, change }, nodes }: Props) {
  return (
    <>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="A node or one port"
        data={[
          { value: "node", label: "A node" },
          { value: "port", label: "One port" },
        ]}
        value={values.place}
        onChange={(place) => change({ place })}
      />
      {values.place === "node" ? (
        <Select
          label="Node"
          size="xs"
          placeholder={nodes.length === 0 ? "The panel told of no node" : "Choose"}
          data={nodes.map((node) => ({ value: String(node.id), label: nodeLabel(node) }))}
          allowDeselect={false}
          rightSection={<IconSelector size={14} aria-hidden />}
          comboboxProps={{ offset: 4, transitionProps: { duration: 0 } }}
          value={values.nodeId === "" ? null : values.nodeId}
          error={errors["nodeId"]}
          onChange={(nodeId) => change({ nodeId: nodeId ?? "" })}
        />
      ) : (
        <TextInput
          label="Allocation, its number"
          size="xs"
          inputMode="numeric"
          autoComplete="off"
          value={values.allocationId}
          error={errors["allocationId"]}
          onChange={(event) => change({ allocationId: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function Variables({ editing: { values, errors, change } }: Pick<Props, "editing">) {
  const { variables } = values;
  const set = (at: number, to: Partial<(typeof variables)[number]>) =>
    change({ variables: variables.map((each, index) => (index === at ? { ...each, ...to } : each)) });
  // Rows are only ever added at the end, so a row's place names it; its name is still being typed.
  const rows = variables.map((variable, at) => ({ ...variable, at }));
  return (
    <fieldset>
      <legend>Egg variables</legend>
      {rows.map(({ at, name, value }) => (
        <div key={at} className="step-variable">
          <TextInput
            size="xs"
            aria-label={`Name of variable ${at + 1}`}
            placeholder="SERVER_JARFILE"
            className="mono"
            autoComplete="off"
            value={name}
            onChange={(event) => set(at, { name: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            aria-label={`Value of ${name === "" ? `variable ${at + 1}` : name}`}
            autoComplete="off"
            value={value}
            onChange={(event) => set(at, { value: event.currentTarget.value })}
          />
        </div>
      ))}
      {errors["variables"] !== undefined && (
        <p className="step-error" role="alert">
          {errors["variables"]}
        </p>
      )}
      <Button onClick={() => change({ variables: [...variables, { name: "", value: "" }] })}>One more variable</Button>
    </fieldset>
  );
}

function CreateFields({ editing }: Pick<Props, "editing">) {
  const { values, change } = editing;
  return (
    <>
      <Variables editing={editing} />
      <TextInput
        label="Docker image"
        size="xs"
        placeholder="As sold"
        autoComplete="off"
        value={values.dockerImage}
        onChange={(event) => change({ dockerImage: event.currentTarget.value })}
      />
      <TextInput
        label="Start command"
        size="xs"
        placeholder="As sold"
        autoComplete="off"
        value={values.startup}
        onChange={(event) => change({ startup: event.currentTarget.value })}
      />
    </>
  );
}

/** What the chosen step takes. */
export function StepFields({ editing, nodes }: Props) {
  const { step, isBack } = editing.values;
  if (isBack) return null;
  if (step === "customer") return <CustomerFields editing={editing} />;
  return step === "placement" ? <PlaceFields editing={editing} nodes={nodes} /> : <CreateFields editing={editing} />;
}

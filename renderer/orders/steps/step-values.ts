import type { OrderDetail, ProvisioningStepRow } from "../../../shared/contract/orders.ts";
import type { StepEdit } from "../../../shared/contract/step-edit.ts";

/** The steps that go by something which a person can give. */
export const EDITABLE = ["customer", "placement", "create"] as const;
export type EditableStep = (typeof EDITABLE)[number];

export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** What stands in the form, as it is typed. */
export interface StepValues {
  readonly step: EditableStep;
  readonly isBack: boolean;
  readonly panelUserId: string;
  readonly place: "node" | "port";
  readonly nodeId: string;
  readonly allocationId: string;
  readonly variables: readonly Variable[];
  readonly dockerImage: string;
  readonly startup: string;
}

const isEditable = (name: string): name is EditableStep => EDITABLE.some((step) => step === name);

/** The step that an order stopped at, newest first; null where none was tried. Pure. */
export const stoppedAt = ({ steps }: Pick<OrderDetail, "steps">): ProvisioningStepRow | null =>
  steps.find(({ outcome }) => outcome !== "done") ?? null;

/** The form begins at the step that failed, where that can be edited; else with the last that can. Pure. */
export function firstStepValues(order: Pick<OrderDetail, "steps">): StepValues {
  const stopped = stoppedAt(order);
  const missing = stopped?.code === "PANEL_VALIDATION" ? variablesIn(stopped.says) : [];
  return {
    step: stopped && isEditable(stopped.name) ? stopped.name : "placement",
    isBack: false,
    panelUserId: "",
    place: "node",
    nodeId: "",
    allocationId: "",
    variables: missing.length > 0 ? missing : [{ name: "", value: "" }],
    dockerImage: "",
    startup: "",
  };
}

/** The egg variables that a refusal names, so that nobody copies them by hand. Pure. */
export const variablesIn = (says: string): readonly Variable[] =>
  [...new Set(says.match(/\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/g))].map((name) => ({ name, value: "" }));

/** A filled-in form, or what is missing by the name of its field. */
export type Filled =
  | { readonly ok: true; readonly edit: StepEdit }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

const no = (field: string, says: string): Filled => ({ ok: false, errors: { [field]: says } });
const idOf = (typed: string): number | null => (/^[1-9]\d{0,9}$/.test(typed.trim()) ? Number(typed) : null);

/** Reads the form as the contract takes it. Pure. */
export function stepEditOf(values: StepValues): Filled {
  const { step, isBack } = values;
  if (isBack) return { ok: true, edit: { step, input: null } };
  if (step === "customer") {
    const panelUserId = idOf(values.panelUserId);
    if (panelUserId === null) return no("panelUserId", "Write the panel user's number, such as 12");
    return { ok: true, edit: { step, input: { panelUserId } } };
  }
  return step === "placement" ? placement(values) : create(values);
}

function placement({ place, nodeId, allocationId }: StepValues): Filled {
  const id = idOf(place === "node" ? nodeId : allocationId);
  if (id === null && place === "node") return no("nodeId", "Choose a node");
  if (id === null) return no("allocationId", "Write the allocation's number, as the panel shows it");
  return { ok: true, edit: { step: "placement", input: place === "node" ? { nodeId: id } : { allocationId: id } } };
}

function create({ variables, dockerImage, startup }: StepValues): Filled {
  const named = variables.filter(({ name }) => name.trim() !== "");
  const bad = named.find(({ name }) => !/^[A-Za-z_]\w{0,190}$/.test(name.trim()));
  if (bad) return no("variables", "A variable's name has letters, digits and _");
  const input = {
    ...(named.length > 0
      ? { environment: Object.fromEntries(named.map(({ name, value }) => [name.trim(), value])) }
      : {}),
    ...(dockerImage.trim() === "" ? {} : { dockerImage: dockerImage.trim() }),
    ...(startup.trim() === "" ? {} : { startup: startup.trim() }),
  };
  if (Object.keys(input).length === 0) return no("variables", "Change one thing at least");
  return { ok: true, edit: { step: "create", input } };
}

import type { OrderDetail, ProvisioningStepRow } from "../../../shared/contract/orders.ts";
import { type EditableStep, stepEditOf, type StepValues } from "./step-values.ts";

/** Each step as the form names it. */
export const STEP_NAMES: Readonly<Record<EditableStep, string>> = {
  customer: "Customer",
  placement: "Place",
  create: "Server",
};

/** What a retry with this input would do, line by line, and what it won't. Pure. */
export function stepPlan(order: Pick<OrderDetail, "serverName" | "region">, values: StepValues, node: string | null) {
  return {
    lines: [
      "Look for this order's server on the panel, and take it if it is there",
      whatIsUsed(values, order.region, node),
      values.step === "create"
        ? `Create ${order.serverName} with that`
        : `Go on from there: create ${order.serverName}`,
      "Wait for its install, record its address",
    ],
    not: "Charges nothing. What was sold stays what was sold, and no second server is made.",
  };
}

function whatIsUsed(values: StepValues, region: string, node: string | null): string {
  const filled = stepEditOf(values);
  if (!filled.ok) return "Go by what is filled in here";
  const { step, input } = filled.edit;
  if (input === null) return step === "placement" ? `Choose a node of ${region} again` : "Go by what was sold again";
  if ("panelUserId" in input) return `Give the server to panel user ${input.panelUserId}`;
  if ("nodeId" in input) return `Take the first free port of ${node ?? `node ${input.nodeId}`}; its room is not asked`;
  if ("allocationId" in input)
    return `Take the port with the number ${input.allocationId}; the node's room is not asked`;
  const names = Object.keys(input.environment ?? {});
  const parts = [...names, ...(input.dockerImage ? ["image"] : []), ...(input.startup ? ["start command"] : [])];
  return `Put ${parts.join(", ")} over what was sold`;
}

/** What may be done about a step that is not done: the sentence for a person, whatever the state. Pure. */
export function stepAdvice({ outcome, name, code }: Pick<ProvisioningStepRow, "outcome" | "name" | "code">): string {
  switch (outcome) {
    case "uncertain":
      return "The panel may still be making the server, so it is looked for first. Nothing is retried until that is known.";
    case "contradicted":
      return "What is on the panel is never overwritten. Mend or delete it there, then retry; or link another server.";
    case "running":
    case "waiting":
      return "It goes on by itself.";
    case "done":
      return "";
    case "failed":
      break;
  }
  if (code === "INSTALL_FAILED")
    return "Reinstall it on the panel, or delete it there and retry: then it is made anew.";
  if (name === "customer") return "Name the panel account that the server should go to, or mend the account and retry.";
  if (name === "placement") return "Make room in the region, or choose a node or a port by hand.";
  if (name === "create") return "Give the create what it lacks: a variable, an image, a start command.";
  return "Mend what is said, then retry. It goes on where it stopped.";
}

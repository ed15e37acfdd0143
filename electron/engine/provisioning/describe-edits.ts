import type { StepEditRow } from "../../../shared/contract/orders.ts";
import type { StepEdit } from "../../../shared/contract/step-edit.ts";
import type { Db } from "../store/open-store.ts";
import { readEdits } from "./step-edits.ts";

const STEPS = ["customer", "placement", "create"] as const;

/** What operators gave the steps of an order to go by, in the order of the steps. Values of variables are left out. */
export async function describeEdits(db: Db, orderId: string): Promise<StepEditRow[]> {
  const edits = await readEdits(db, orderId);
  return STEPS.flatMap((step) => {
    const edit = edits[step];
    return edit ? [{ step, by: edit.by, says: inWords(edit.input) }] : [];
  });
}

/** An edit in a few words, without the values of variables, which may be secret. Pure. */
export function inWords(input: NonNullable<StepEdit["input"]>): string {
  if ("panelUserId" in input) return `user ${input.panelUserId}`;
  if ("nodeId" in input) return `node ${input.nodeId}`;
  if ("allocationId" in input) return `allocation ${input.allocationId}`;
  const { environment = {}, dockerImage, startup } = input;
  return [...Object.keys(environment), dockerImage && "image", startup && "start command"].filter(Boolean).join(", ");
}

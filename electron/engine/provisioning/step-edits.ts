import { z } from "zod";
import { CreateEdit, CustomerEdit, PlacementEdit, type StepEdit } from "../../../shared/contract/step-edit.ts";
import type { ServerBuild } from "../orders/server-build.ts";
import { readMark, writeMark } from "../store/marks.ts";
import type { Db } from "../store/open-store.ts";

const Edited = <T extends z.ZodType>(input: T) => z.object({ by: z.string(), input }).optional();

/** What operators gave the steps of an order to go by, each with who gave it. Kept until its server is there. */
const StepEdits = z.object({
  customer: Edited(CustomerEdit),
  placement: Edited(PlacementEdit),
  create: Edited(CreateEdit),
});
export type StepEdits = z.infer<typeof StepEdits>;

const nameOf = (orderId: string) => `edit.${orderId}`;

export const readEdits = async (db: Db, orderId: string): Promise<StepEdits> =>
  (await readMark(db, nameOf(orderId), StepEdits)) ?? {};

/** Sets or lifts what a step goes by; the other steps keep theirs. */
export async function writeEdit(tx: Db, orderId: string, { step, input }: StepEdit, by: string, at: number) {
  const edits = await readEdits(tx, orderId);
  await writeMark(tx, nameOf(orderId), { ...edits, [step]: input === null ? undefined : { by, input } }, at);
}

/** The server is there: a later order or a rebuilt one begins without them. */
export async function forgetEdits(tx: Db, orderId: string): Promise<void> {
  await tx.deleteFrom("marks").where("name", "=", nameOf(orderId)).execute();
}

/** What was sold, with what an operator changed for the create laid over it. Pure. */
export function editedBuild(build: ServerBuild, { create }: StepEdits): ServerBuild {
  if (!create) return build;
  const { environment = {}, dockerImage = build.dockerImage, startup = build.startup } = create.input;
  return { ...build, environment: { ...build.environment, ...environment }, dockerImage, startup };
}

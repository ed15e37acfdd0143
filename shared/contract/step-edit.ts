import { z } from "zod";

const id = z.number().int().positive();
/** As the panel and its eggs write them. */
const VariableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,190}$/, "A variable's name has letters, digits and _");

/** The panel account that the server goes to, in place of the one that is searched or made. */
export const CustomerEdit = z.strictObject({ panelUserId: id });

/** Where the server goes: the first free port of a node, or one port. Nobody asks whether the node has room for it. */
export const PlacementEdit = z.union([z.strictObject({ nodeId: id }), z.strictObject({ allocationId: id })]);

/** What the server is made with, over what was sold: variables by name, image, start command. */
export const CreateEdit = z
  .strictObject({
    environment: z.record(VariableName, z.string().max(4000)).optional(),
    dockerImage: z.string().trim().min(1, "Name an image").max(191).optional(),
    startup: z.string().trim().min(1, "Write a start command").max(4000).optional(),
  })
  .refine((edit) => Object.values(edit).some((value) => value !== undefined), "Change one thing at least");

/** A step of a provisioning run, and what an operator gives it to go by; null gives it back to Waybill. */
export const StepEdit = z.discriminatedUnion("step", [
  z.object({ step: z.literal("customer"), input: CustomerEdit.nullable() }),
  z.object({ step: z.literal("placement"), input: PlacementEdit.nullable() }),
  z.object({ step: z.literal("create"), input: CreateEdit.nullable() }),
]);
export type StepEdit = z.infer<typeof StepEdit>;

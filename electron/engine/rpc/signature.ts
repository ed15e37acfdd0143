import { diagnoseSignature } from "../signature/diagnose-signature.ts";
import { os, refusalOf } from "./implementer.ts";

export const signatureRouter = {
  diagnose: os.signature.diagnose.handler(async ({ input, context, errors }) => {
    const made = await diagnoseSignature(context.deps, input);
    if (!made.ok) throw refusalOf(errors, made.error);
    return made.value;
  }),
};

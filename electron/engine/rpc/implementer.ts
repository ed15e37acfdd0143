import { implement, type ImplementerInternalWithMiddlewares } from "@orpc/server";
import { type Contract, contract } from "../../../shared/contract/index.ts";
import type { RpcContext } from "./context.ts";
import { presentError } from "./present-error.ts";

// By its name: written out, the type is longer than the compiler writes into a declaration.
type Os = ImplementerInternalWithMiddlewares<Contract, RpcContext & Record<never, never>, RpcContext>;

const implementer = implement(contract)
  .$context<RpcContext>()
  .use(async ({ context, next, path }) => {
    try {
      return await next();
    } catch (cause) {
      throw presentError(cause, path.join("."), context.deps.options.log);
    }
  });

/** The contract to be implemented; every procedure's errors pass {@link presentError}. */
export const os: Os = implementer;

/** What a use case refused, as the contract's typed error: its code, with the engine's sentence. */
interface Refused<Code extends string> {
  readonly code: Code;
  readonly says: string;
}
type ErrorsOf<Code extends string> = Readonly<Record<Code, (options: { readonly message: string }) => Error>>;

/** The error to throw for a refusal. A code that the procedure's contract does not name is a type error. */
export function refusalOf<Code extends string>(errors: ErrorsOf<Code>, { code, says }: Refused<Code>): Error {
  return errors[code]({ message: says });
}

/** Whether the procedure's contract names the refusal's code. */
export function isNamed<Code extends string>(
  errors: ErrorsOf<Code>,
  refused: Refused<string>,
): refused is Refused<Code> {
  return Object.hasOwn(errors, refused.code);
}

import type { LabCode } from "../../../shared/contract/lab.ts";
import type { Result } from "../../../shared/kernel/result.ts";
import { catchUpAfterSleep } from "../catch-up/wake.ts";
import { LabGone, type LabPort, type LabRefusal } from "../lab/lab-port.ts";
import type { RpcContext } from "./context.ts";
import { os, refusalOf } from "./implementer.ts";

const { lab } = os;

interface Call {
  readonly context: RpcContext;
  readonly errors: Readonly<Record<LabCode, (options: { readonly message: string }) => Error>>;
}

/** The lab, in the only environment that has one. */
function labOf({ context, errors }: Call): LabPort {
  const { env, lab: port } = context.deps.options;
  if (env === "sandbox" && port) return port;
  const says = `The fault lab is only in the sandbox; this is ${env}. Nothing was done.`;
  throw refusalOf(errors, { code: "LAB_ONLY_IN_SANDBOX", says });
}

async function answer<T>(call: Call, ask: (port: LabPort) => Promise<Result<T, LabRefusal>>): Promise<T> {
  const answered = await ask(labOf(call));
  if (!answered.ok) throw refusalOf(call.errors, answered.error);
  return answered.value;
}

export const labRouter = {
  state: lab.state.handler((call) => answer(call, (port) => port.state())),

  watch: lab.watch.handler(async function* ({ signal, ...call }) {
    const port = labOf(call);
    try {
      yield* port.watch(signal);
    } catch (cause) {
      if (!(cause instanceof LabGone)) throw cause;
      throw refusalOf(call.errors, { code: "LAB_UNREACHABLE", says: cause.message });
    }
  }),

  start: lab.start.handler(({ input, ...call }) => answer(call, (port) => port.start(input))),

  stop: lab.stop.handler(async (call) => {
    await answer(call, (port) => port.stop());
    // What broke is whole again, so what it left behind need not wait for the next beat.
    await catchUpAfterSleep(call.context.deps);
    return { stopped: true } as const;
  }),

  customers: lab.customers.handler(({ input, ...call }) => answer(call, (port) => port.customers(input.count))),

  passTime: lab.passTime.handler(({ input, ...call }) => answer(call, (port) => port.passTime(input))),

  reset: lab.reset.handler(async (call) => {
    await answer(call, (port) => port.reset());
    const { db } = call.context.deps;
    const { kept } = await db
      .selectFrom("orders")
      .select(({ fn }) => fn.countAll<number>().as("kept"))
      .executeTakeFirstOrThrow();
    await catchUpAfterSleep(call.context.deps);
    return { kept };
  }),
};

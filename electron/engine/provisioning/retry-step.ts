import type { StepEdit } from "../../../shared/contract/step-edit.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import type { Order } from "../orders/order-repository.ts";
import { maskEvidence } from "../panel/mask-evidence.ts";
import { watchedServer } from "./await-install.ts";
import { retryOrder, type RetryRefused } from "./retry-provisioning.ts";
import { inWords } from "./describe-edits.ts";
import { readEdits, writeEdit } from "./step-edits.ts";
import { listSteps } from "./step-journal.ts";

/** Which step of which order, and what it goes by from now on; null gives it back to Waybill. */
export type StepRetry = StepEdit & { readonly orderId: string };

/**
 * Gives a step of a paid order without a server something else to go by and puts the order to work at once; what the order
 * needs before that step is found again. The edit holds for every later try, also one that heals by itself, until the
 * server is there. Edit, state, job and audit commit together or not at all.
 */
export const retryStep = (deps: Deps, edit: StepRetry, operator: string): Promise<Result<Order, RetryRefused>> =>
  retryOrder(deps, edit.orderId, operator, async (tx, order, at) => {
    const watched = watchedServer(await listSteps(tx, order.id));
    if (watched && order.status === "provisioning") return err(tooLate(watched.serverId));
    const { [edit.step]: before } = await readEdits(tx, order.id);
    await writeEdit(tx, order.id, edit, operator, at);
    return ok({ act: "retry_step", before: shown(edit.step, before?.input), after: shown(edit.step, edit.input) });
  });

const tooLate = (serverId: number): RetryRefused => ({
  code: "ORDER_TRANSITION_REFUSED",
  says: `Server ${serverId} was made already and is being waited for. Change it on the panel, or delete it there first.`,
});

/** An edit as the audit keeps it: in a few words, and whole but for values whose name says that they are secret. */
const shown = (step: StepEdit["step"], input: StepEdit["input"] | undefined): object => ({
  [step]: input ? inWords(input) : "Waybill's choice",
  input: maskEvidence(input ?? null, []),
});

import type { z } from "zod";
import { type ActDone, actsContract } from "../../../shared/contract/acts.ts";
import { engine } from "../../app/engine/rpc.ts";
import { type ActOn, type ActValues, deletedAt, serverNumber, waitingDeletion } from "./act-values.ts";
import { minorUnits } from "./amount.ts";

/** An act that is filled in, or what is missing by the name of its field. */
export type Call =
  | { readonly ok: true; readonly send: () => Promise<ActDone> }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

interface Procedure<S extends z.ZodType> {
  readonly "~orpc": { readonly inputSchema?: S | undefined };
}

/** Checks what was filled in by the contract's own schema, so that the field says what the engine would. */
function called<S extends z.ZodType>(
  procedure: Procedure<S>,
  input: z.input<S>,
  send: (input: z.input<S>) => Promise<ActDone>,
): Call {
  const checked = procedure["~orpc"].inputSchema?.safeParse(input);
  if (checked === undefined || checked.success) return { ok: true, send: () => send(input) };
  const errors = checked.error.issues.map(({ path, message }) => [String(path[0] ?? "reason"), message] as const);
  return { ok: false, errors: Object.fromEntries(errors.toReversed()) };
}

function refund({ order }: ActOn, values: ActValues, requestId: string): Call {
  const { reason, share, cancelSubscription, confirm } = values;
  const amount = share === "all" ? null : minorUnits(values.amount, order.price.currency);
  const input = { orderId: order.id, reason, amount, cancelSubscription, confirm, requestId };
  const call = called(actsContract.refund, input, engine.acts.refund);
  // Without an amount the engine would give back all of it.
  if (share === "all" || amount !== null) return call;
  return { ok: false, errors: { ...(call.ok ? {} : call.errors), amount: "Write an amount, such as 5.00" } };
}

function linkServer({ order }: ActOn, values: ActValues): Call {
  const { reason, acceptDifferences } = values;
  const serverId = serverNumber(values);
  const input = { orderId: order.id, reason, serverId: serverId ?? 1, acceptDifferences };
  const call = called(actsContract.linkServer, input, engine.acts.linkServer);
  if (serverId !== null) return call;
  return { ok: false, errors: { ...(call.ok ? {} : call.errors), serverId: "Write the server's number, such as 12" } };
}

const planOf = ({ planId, term, addons, proration }: ActValues) => ({ planId, term, addons: [...addons], proration });

/** The call that a filled-in dialog makes. `requestId` is one dialog's: sent twice, the act is done once. */
export function actCall(on: ActOn, values: ActValues, requestId: string): Call {
  const { acts } = engine;
  const { kind, order, standing } = on;
  const { reason, confirm, text } = values;
  const why = { orderId: order.id, reason };
  switch (kind) {
    case "refund":
      return refund(on, values, requestId);
    case "cancel":
      return called(actsContract.cancel, { ...why, when: values.when }, acts.cancel);
    case "changePlan":
      return called(actsContract.changePlan, { ...why, ...planOf(values), confirm }, acts.changePlan);
    case "suspend":
      return called(actsContract.suspend, why, acts.suspend);
    case "unsuspend":
      return called(actsContract.unsuspend, why, acts.unsuspend);
    case "reinstall":
      return called(actsContract.reinstall, { ...why, confirm, requestId }, acts.reinstall);
    case "linkServer":
      return linkServer(on, values);
    case "terminate":
      return called(actsContract.terminate, { ...why, at: deletedAt(values, Date.now()), confirm }, acts.terminate);
    case "callOff":
      return called(actsContract.callOff, { scheduledId: waitingDeletion(standing)?.id ?? 0, reason }, acts.callOff);
    case "note":
      return called(actsContract.note, { orderId: order.id, text, requestId }, acts.note);
    case "resolve":
      return called(actsContract.resolve, why, acts.resolve);
  }
}

import type { ActName, Standing } from "../../../shared/contract/acts.ts";
import type { OrderDetail } from "../../../shared/contract/orders.ts";

/** The acts that have a dialog. */
export type ActKind =
  | "refund"
  | "cancel"
  | "changePlan"
  | "suspend"
  | "unsuspend"
  | "reinstall"
  | "linkServer"
  | "terminate"
  | "callOff"
  | "note"
  | "resolve";

/** An act in the menu. `why` says why it can't be done now; null where it can. */
export interface OfferedAct {
  readonly kind: ActKind;
  readonly why: string | null;
}

/** The first group is about money, the next about the server, the last about what persons know. */
export type ActGroups = readonly (readonly OfferedAct[])[];

/**
 * What the menu of an order has. An act that its state forbids stays, with the engine's reason; one that would mean nothing
 * (no deletion to call off, nothing held, nothing open, no server to link) is not there. Pure.
 */
export function offeredActs(standing: Standing, attention: OrderDetail["attention"]): ActGroups {
  const { acts, holds, scheduled } = standing;
  const offer = (act: ActName & ActKind): OfferedAct => {
    const found = acts.find((each) => each.act === act);
    return { kind: act, why: found === undefined || found.allowed ? null : found.says };
  };
  const isHeldByHand = holds.some(({ source, reason }) => source === "operator" && reason === "operator");
  const lacksServer = acts.some(({ act, allowed }) => act === "linkServer" && allowed);
  return [
    [offer("refund"), offer("cancel"), offer("changePlan")],
    [
      ...(isHeldByHand ? [] : [offer("suspend")]),
      ...(holds.length > 0 ? [offer("unsuspend")] : []),
      offer("reinstall"),
      ...(lacksServer ? [offer("linkServer")] : []),
      offer("terminate"),
      ...(scheduled.some(({ running }) => !running) ? [{ kind: "callOff", why: null } as const] : []),
    ],
    [{ kind: "note", why: null }, ...(attention === null ? [] : [{ kind: "resolve", why: null } as const])],
  ];
}

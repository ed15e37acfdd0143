import { useQuery } from "@tanstack/react-query";
import type { PlanQuote } from "../../../shared/contract/acts.ts";
import { rpc } from "../../app/engine/rpc.ts";
import { explain, type Explanation } from "../../app/explain.ts";
import type { ActOn, ActValues } from "./act-values.ts";

/** What is known of the plan that is chosen: nothing yet, what it would change, or why it can't be sold. */
export interface Quoted {
  /** The act is a change of plan. */
  readonly isOffered: boolean;
  readonly quote: PlanQuote | null;
  readonly refusal: Explanation | null;
  readonly isAsking: boolean;
}

/** Asks the engine what the chosen plan would change. The answer is of this moment: it is asked again with each choice. */
export function usePlanQuote({ kind, order }: ActOn, { planId, term, addons }: ActValues): Quoted {
  const input = { orderId: order.id, planId, term, addons: [...addons] };
  const isChosen = kind === "changePlan" && planId !== "";
  const asked = useQuery(rpc.acts.quotePlan.queryOptions({ input, enabled: isChosen, gcTime: 0 }));
  const isOffered = kind === "changePlan";
  if (!isChosen) return { isOffered, quote: null, refusal: null, isAsking: false };
  const quote = asked.data ?? null;
  const refusal = asked.error === null ? (quote?.refusal ?? null) : explain(asked.error);
  return { isOffered, quote, refusal: quote?.isSame ? null : refusal, isAsking: asked.isPending };
}

/** Whether the chosen plan can be changed to now. Pure. */
export const canChangeTo = ({ quote }: Pick<Quoted, "quote">): boolean =>
  quote !== null && quote.refusal === null && !quote.isSame;

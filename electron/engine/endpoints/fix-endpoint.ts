import type { EndpointAct, EndpointCheck, EndpointRow } from "../../../shared/contract/endpoints.ts";
import { isPending, type Measure } from "./judge-endpoint.ts";
import type { Endpoint } from "./survey.ts";

type Fix = EndpointRow["fix"];

/** What Stripe lets one change of an endpoint that is there; the rest needs a new one. */
const CORRECTABLE = new Set<EndpointCheck["part"]>(["address", "status", "events"]);

/** What to do about an endpoint, in order. */
export function fixOf(endpoint: Endpoint, checks: readonly EndpointCheck[], measure: Measure): Fix {
  const step = (says: string, act: EndpointAct, address: string | null = null): Fix[number] => ({
    says,
    wish: { act, endpointId: endpoint.id, address },
  });
  const troubled = checks.filter(({ state }) => state === "wrong" || state === "odd");
  const has = (part: EndpointCheck["part"]) => troubled.some((check) => check.part === part);
  if (has("twice")) return [step("Disable this one; the older one goes on", "disable")];
  const correctable = troubled.filter(({ part, state }) => CORRECTABLE.has(part) && state === "wrong");
  const names = correctable.map(({ part }) => WORDS[part]).filter((word) => word !== undefined);
  const { target, apiVersion } = measure.needs;
  const isElsewhere = has("address") && correctable.every(({ part }) => part !== "address");
  const corrected = [
    ...(names.length > 0 ? [step(`Correct ${names.join(", ")}`, "correct")] : []),
    ...(isElsewhere && target ? [step("Where it should post here, correct its address", "correct", target)] : []),
  ];
  if (has("secret") && isPending(endpoint, measure))
    return [...corrected, step("Ask Stripe again: for a day it repeats its answer, with the secret", "create")];
  if (has("secret"))
    return [
      ...corrected,
      { says: "At Stripe, reveal its signing secret, and add it to WAYBILL_STRIPE_WEBHOOK_SECRET", wish: null },
      step("Or create one beside it: its secret is kept when Stripe shows it, the only time it does", "recreate"),
      step("Then disable this one", "disable"),
    ];
  if (!has("version")) return corrected;
  return [
    ...corrected,
    step(`Create one in ${apiVersion} beside it: Stripe sets the version at creation only`, "recreate"),
    step("Disable this one when the new one has delivered", "disable"),
  ];
}

const WORDS: Partial<Record<EndpointCheck["part"], string>> = {
  address: "the address",
  status: "the status",
  events: "the event types",
};

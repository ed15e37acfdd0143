import type { EndpointCheck, EndpointRow } from "../../../shared/contract/endpoints.ts";
import type { Measure } from "./judge-endpoint.ts";
import type { Endpoint } from "./survey.ts";

type Fix = EndpointRow["fix"];

/** What Stripe lets one change of an endpoint that is there; the rest needs a new one. */
const CORRECTABLE = new Set<EndpointCheck["part"]>(["address", "status", "events"]);

/** What to do about an endpoint, in order. */
export function fixOf(endpoint: Endpoint, checks: readonly EndpointCheck[], measure: Measure): Fix {
  const troubled = checks.filter(({ state }) => state === "wrong" || state === "odd");
  const has = (part: EndpointCheck["part"]) => troubled.some((check) => check.part === part);
  if (has("twice")) return [{ says: "Disable this one; the older one goes on", act: "disable" }];
  const fix: { says: string; act: Fix[number]["act"] }[] = [];
  const correctable = troubled.filter(({ part, state }) => CORRECTABLE.has(part) && state === "wrong");
  if (correctable.length > 0) {
    const names = correctable.map(({ part }) => WORDS[part]).filter((word) => word !== undefined);
    fix.push({ says: `Correct ${names.join(", ")}`, act: "correct" });
  }
  if (has("address") && correctable.every(({ part }) => part !== "address"))
    fix.push({ says: "Where it should post here, correct its address", act: "correct" });
  if (has("secret")) fix.push(...lostSecret(endpoint, measure));
  else if (has("version"))
    fix.push(
      {
        says: `Create one in ${measure.needs.apiVersion} beside it: Stripe sets the version at creation only`,
        act: "recreate",
      },
      { says: "Disable this one when the new one has delivered", act: "disable" },
    );
  return fix;
}

const WORDS: Partial<Record<EndpointCheck["part"], string>> = {
  address: "the address",
  status: "the status",
  events: "the event types",
};

function lostSecret({ metadata }: Endpoint, { pendingKey }: Measure): Fix {
  if (pendingKey !== null && metadata["waybill_create"] === pendingKey)
    return [
      {
        says: "Ask Stripe again by the same key: for a day it repeats its answer, and the secret in it",
        act: "create",
      },
    ];
  return [
    {
      says: "At Stripe, reveal its signing secret, and add it to WAYBILL_STRIPE_WEBHOOK_SECRET, several by commas",
      act: null,
    },
    {
      says: "Or create one beside it: its secret is kept when Stripe shows it, the only time it does",
      act: "recreate",
    },
    { says: "Then disable this one", act: "disable" },
  ];
}

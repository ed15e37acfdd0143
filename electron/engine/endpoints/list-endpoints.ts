import type { EndpointCheck, EndpointList, EndpointRow } from "../../../shared/contract/endpoints.ts";
import { ok, type Result } from "../../../shared/kernel/result.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";
import { counted } from "../trace/words.ts";
import { fixOf } from "./fix-endpoint.ts";
import { checksOf, isOurs, type Measure } from "./judge-endpoint.ts";
import { probeAddress } from "./probe-address.ts";
import { type Endpoint, type EndpointDeps, survey } from "./survey.ts";

/** The account's endpoints against what this engine needs, those with trouble first. */
export async function listEndpoints(
  deps: EndpointDeps,
  ingressUrl: string,
): Promise<Result<EndpointList, StripeFault>> {
  const surveyed = await survey(deps, ingressUrl);
  if (!surveyed.ok) return surveyed;
  const measure = surveyed.value;
  const rows = measure.all.map((endpoint) => rowOf(endpoint, measure));
  const working = rows.filter(({ verdict }) => verdict === "fine" || verdict === "odd").length;
  return ok({
    rows: rows.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict)),
    says: answerOf(rows, working),
    lacksOne: working === 0,
    address: measure.needs.target,
    probe: await probeAddress(deps.options.storefront.publicUrl === null ? null : measure.needs.target),
    asOf: measure.now,
  });
}

const ORDER: readonly EndpointRow["verdict"][] = ["wrong", "odd", "fine", "elsewhere"];

function answerOf(rows: readonly EndpointRow[], working: number): string {
  const wrong = rows.filter(({ verdict }) => verdict === "wrong").length;
  if (working > 0 && wrong === 0)
    return `Stripe posts to ${counted(working, "endpoint")} here, with all that is needed.`;
  if (working > 0) return `${counted(wrong, "endpoint")} for here can't work; ${working} can.`;
  if (wrong > 0)
    return `No endpoint works: what is wrong with ${wrong === 1 ? "the one" : `the ${wrong}`} for here stands below.`;
  return "Stripe posts to no endpoint here: events come by the forward or by catch-up alone.";
}

function rowOf(endpoint: Endpoint, measure: Measure): EndpointRow {
  const { id, url, api_version, created } = endpoint;
  const facts = {
    id,
    url,
    enabled: endpoint.status === "enabled",
    apiVersion: api_version,
    createdAt: created * 1_000,
  };
  if (!isOurs(endpoint, measure))
    return { ...facts, verdict: "elsewhere", says: "It posts to another program.", checks: [], fix: [] };
  const checks = checksOf(endpoint, measure);
  const worst = (state: EndpointCheck["state"]) => checks.find((check) => check.state === state);
  const loud = worst("wrong") ?? worst("odd");
  const verdict = loud === undefined ? "fine" : loud.state === "wrong" ? "wrong" : "odd";
  return { ...facts, verdict, says: sentenceOf(loud), checks, fix: fixOf(endpoint, checks, measure) };
}

const TITLES: Readonly<Record<EndpointCheck["part"], string>> = {
  address: "Its address does not lead here",
  status: "It is disabled",
  secret: "Its signing secret is not held",
  events: "Event types are missing",
  version: "Its API version is another",
  twice: "It posts every event a second time",
};

const sentenceOf = (loud: EndpointCheck | undefined): string => {
  if (loud === undefined) return "It has all that Waybill needs.";
  return loud.part === "address" && loud.state === "odd" ? "It posts to another host." : `${TITLES[loud.part]}.`;
};

import { again, evidenceOf, whyFailed } from "./judge-provisioning.ts";
import { retryProvisioning } from "./repairs.ts";
import {
  amountInQuestion,
  eventOverdue,
  newestStep,
  paidHere,
  type ServerFact,
  stepNamed,
  uncertainStep,
  type TraceFacts,
} from "./trace-facts.ts";
import { contradicted, missing, panel, proved, unknown, type Verdict, waiting, waybill } from "./verdict.ts";
import { sentence } from "./words.ts";

/** Step 8: the panel has the server, under the order's id, and it is installed. */
export function serverExists(facts: TraceFacts, now: number): Verdict | null {
  const { order } = facts;
  const clash = serversDisagree(facts);
  if (clash) return clash;
  if (order.ptero_server_id !== null) return recorded(facts, order.ptero_server_id);
  if (!paidHere(order) || amountInQuestion(order)) return notAsked(facts, now);
  if (uncertainStep(facts))
    return unknown("The panel may or may not have made it; it is being looked up", { evidence: mirrorSays(facts) });
  return installing(facts, now) ?? unrecorded(facts);
}

function serversDisagree({ order, servers }: TraceFacts): Verdict | null {
  const ours = servers.filter(({ externalId }) => externalId === order.id);
  const evidence = ours.map((server) => panel(`Server ${server.id} carries this order's id`, server.seenAt));
  const ids = ours.map(({ id }) => id);
  if (ours.length > 1)
    return contradicted(`${ours.length} servers carry this order's id: ${ids.join(", ")}.`, { evidence });
  const [only] = ours;
  if (!only || order.ptero_server_id === null || only.id === order.ptero_server_id) return null;
  return contradicted(`The order says server ${order.ptero_server_id}, the panel says ${only.id}.`, {
    evidence: [...evidence, waybill(`Server ${order.ptero_server_id} is recorded`, order.provisioned_at)],
  });
}

function recorded(facts: TraceFacts, id: number): Verdict {
  const { order, servers, panelReadAt } = facts;
  const at = order.provisioned_at;
  const seen = servers.find((server) => server.id === id);
  if (seen?.status === "install_failed")
    return missing(`The install of server ${id} failed on the panel.`, { at: seen.seenAt, evidence: [seenAs(seen)] });
  const record = waybill(`Server ${id} recorded`, at);
  if (seen) return proved(`Server ${id} carries this order's id`, { at, evidence: [seenAs(seen), record] });
  const readSince = panelReadAt !== null && (at === null || panelReadAt > at);
  if (!readSince) return proved(`Server ${id} carries this order's id`, { at, evidence: [record] });
  const gone = { at: panelReadAt, evidence: [panel(`No server ${id} in its list`, panelReadAt), record] };
  if (order.service_state === "terminated") return unknown("The server was removed when the service ended", gone);
  return missing(`The panel has no server ${id} any more.`, gone);
}

function notAsked(facts: TraceFacts, now: number): Verdict | null {
  const there = unrecorded(facts);
  if (there) return there;
  if (paidHere(facts.order) || !eventOverdue(facts, now)) return null;
  return unknown("Not asked: the panel is looked at when the order is paid", { evidence: mirrorSays(facts) });
}

/** The server is made, its install is not over; null where the run has not come so far. */
function installing(facts: TraceFacts, now: number): Verdict | null {
  const step = stepNamed(facts, "await_install");
  const made = stepNamed(facts, "create")?.outcome === "done";
  if (!step && !made) return null;
  const evidence = [...evidenceOf(facts, step), ...mirrorSays(facts)];
  const at = step?.startedAt ?? null;
  const newest = newestStep(facts);
  if (newest?.outcome === "contradicted")
    return contradicted(sentence(newest.says), { at, evidence, repair: retryProvisioning(facts) });
  if (facts.order.status === "error")
    return missing(whyFailed(facts, newest), { at, evidence, repair: retryProvisioning(facts) });
  if (step && step.outcome !== "done")
    return waiting(`${sentence(step.says)}${again(facts, now, "Looks again")}`, { at, evidence });
  return waiting("Made; its record is next", { at, evidence });
}

/** The mirror knows it, the order does not. */
function unrecorded({ order, servers }: TraceFacts): Verdict | null {
  const seen = servers.find(({ externalId }) => externalId === order.id);
  if (!seen) return null;
  return proved(`Server ${seen.id} carries this order's id; the order does not know it yet`, {
    at: seen.seenAt,
    evidence: [seenAs(seen)],
  });
}

function seenAs({ id, status, seenAt }: ServerFact) {
  return panel(`Server ${id}, ${status?.replaceAll("_", " ") ?? "runs normally"}`, seenAt);
}

function mirrorSays({ order, servers, panelReadAt }: TraceFacts): Verdict["evidence"] {
  const seen = servers.find(({ externalId }) => externalId === order.id);
  if (seen) return [seenAs(seen)];
  return panelReadAt === null ? [] : [panel("No server of its list carries this order's id", panelReadAt)];
}

/** Step 9: `GET /api/servers` tells the customer of it. */
export function listedToCustomer({ order }: TraceFacts): Verdict | null {
  if (order.ptero_server_id === null || !paidHere(order)) return null;
  const at = order.provisioned_at;
  if (order.item_type !== "game")
    return unknown(`GET /api/servers lists games; this order is ${order.item_type}`, { at });
  const evidence = [waybill(`Listed to ${order.user_id} as ${order.status}`, order.updated_at)];
  return proved("GET /api/servers returns it", { at, evidence });
}

/** Step 10: what the dashboard shows is all there, and is what the panel says. */
export function dashboardComplete({ order, servers }: TraceFacts): Verdict | null {
  const { ptero_server_id: id, ptero_identifier: identifier, address } = order;
  if (id === null) return null;
  const at = order.provisioned_at;
  const shown = waybill(`${id}, ${identifier ?? "no identifier"}, ${address ?? "no address"}`, order.updated_at);
  const absent = [...(identifier ? [] : ["identifier"]), ...(address ? [] : ["address"])];
  if (absent.length > 0)
    return missing(`The dashboard lacks the ${absent.join(" and the ")}.`, { at, evidence: [shown] });
  const seen = servers.find((server) => server.id === id);
  const differs = seen && (seen.identifier !== identifier || (seen.address !== null && seen.address !== address));
  if (!differs) return proved(`${identifier}, ${address}`, { at, evidence: [shown] });
  const said = `${seen.identifier}, ${seen.address ?? "no address"}`;
  return contradicted(`The dashboard shows ${identifier}, ${address}; the panel says ${said}.`, {
    at,
    evidence: [shown, panel(said, seen.seenAt)],
  });
}

import { permissionSentence, sentenceBody, validationSentence } from "./fault-sentences.ts";
import type { PanelAct } from "./panel-acts.ts";
import type { PanelFault } from "./panel-port.ts";
import type { ReadReply } from "./panel-fault.ts";

export type Verdict = readonly [certainty: PanelFault["certainty"], code: string, says: string];
export interface FaultCase {
  readonly when: (reply: ReadReply) => boolean;
  readonly verdict: (reply: ReadReply, act: PanelAct) => Verdict;
}

/** What a write left behind is unknown where the panel broke off; a read leaves nothing. */
export const brokeOff = (act: PanelAct): PanelFault["certainty"] => (act.kind === "read" ? "passing" : "uncertain");
const code =
  (...codes: readonly string[]) =>
  (reply: ReadReply) =>
    codes.includes(reply.panelCode ?? "");
const status =
  (...statuses: readonly number[]) =>
  (reply: ReadReply) =>
    statuses.includes(reply.status);
const both = (a: FaultCase["when"], b: FaultCase["when"]) => (reply: ReadReply) => a(reply) && b(reply);

/**
 * The first case that fits decides. The daemon's stands first: its 403, 404 and 422 come through the panel under their
 * own status, and only `errors[0].code` tells them from the panel's. The second and third name are Pelican's, which lets
 * what its HTTP client throws pass as its own 500.
 */
export const FAULT_CASES: readonly FaultCase[] = [
  { when: code("DaemonConnectionException", "ConnectionException", "RequestException"), verdict: daemonVerdict },
  { when: (reply) => reply.status >= 300 && reply.status < 400, verdict: redirectVerdict },
  {
    when: status(401),
    verdict: () => [
      "refused",
      "PANEL_KEY_REFUSED",
      "The panel does not know this API key. Make a new Application API key and set it.",
    ],
  },
  {
    when: code("TwoFactorAuthRequiredException"),
    verdict: () => [
      "refused",
      "PANEL_TWO_FACTOR_REQUIRED",
      "The panel asks the key's owner for two-factor authentication. Switch it on for that account.",
    ],
  },
  { when: status(403), verdict: forbiddenVerdict },
  {
    when: status(429),
    verdict: () => [
      "passing",
      "PANEL_RATE_LIMITED",
      "The panel's limit of requests a minute is used up. All keys of one admin share it.",
    ],
  },
  {
    when: code("NoViableNodeException"),
    verdict: () => [
      "refused",
      "PANEL_NO_NODE",
      "The panel found no node for this server: no public node of the region has the memory and disk free. Add room or a node.",
    ],
  },
  {
    when: code("NoViableAllocationException"),
    verdict: () => [
      "refused",
      "PANEL_NO_ALLOCATION",
      "The panel found a node but no free port on it. Add allocations to the node.",
    ],
  },
  {
    when: both(status(422), (reply) =>
      reply.fields.some(({ field, rule }) => field === "external_id" && rule === "unique"),
    ),
    verdict: () => [
      "uncertain",
      "PANEL_EXTERNAL_ID_TAKEN",
      "The panel has something under this external id already. A look-up must tell whether it is this order's.",
    ],
  },
  {
    when: status(422),
    verdict: (reply, act) => ["refused", "PANEL_VALIDATION", validationSentence(act, reply.fields)],
  },
  { when: status(404), verdict: missingVerdict },
  {
    when: status(409),
    verdict: (reply, act) => [
      brokeOff(act),
      "PANEL_CONFLICT",
      `The panel is busy with the same thing${because(reply.detail)}.`,
    ],
  },
  {
    when: both(status(503), (reply) => reply.panelCode === "HttpException" || reply.retryAfterMs !== null),
    verdict: () => ["passing", "PANEL_MAINTENANCE", "The panel is in maintenance mode."],
  },
  {
    when: (reply) => reply.status >= 500,
    verdict: (reply, act) => [
      brokeOff(act),
      "PANEL_ERROR",
      `The panel failed with ${reply.status}${reply.panelCode ? ` ${reply.panelCode}` : ""} during ${act.says}. Its log has the cause.`,
    ],
  },
];

export const isMissingRoute = ({ detail }: ReadReply) => /^the route .* could not be found/i.test(detail);
export const because = (detail: string) => (detail === "" ? "" : `: ${sentenceBody(detail)}`);

// On a create the panel takes its row back, but not when the daemon hangs; other writes are rolled back for certain
// only where the daemon gave an answer of its own.
function daemonVerdict(reply: ReadReply, act: PanelAct): Verdict {
  const rolledBack = act.kind === "write" && reply.status < 500;
  const certainty = act.kind === "read" || rolledBack ? "passing" : "uncertain";
  const says = `The node's daemon did not carry out ${act.says} (${reply.status}${because(reply.detail)}).`;
  return [certainty, "PANEL_DAEMON", says];
}

function redirectVerdict({ location }: ReadReply): Verdict {
  if (location === null || /\/auth\/login|\/login/.test(location))
    return [
      "refused",
      "PANEL_KEY_REFUSED",
      "The panel sends to its login page instead of answering: it does not know this API key. Set a valid one.",
    ];
  const to = location.replace(/[?#].*$/, "").replace(/\/api\/application\b.*$/, "");
  return ["refused", "PANEL_REDIRECTED", `The panel's address leads elsewhere: to ${to}. Set that address.`];
}

function forbiddenVerdict(reply: ReadReply, act: PanelAct): Verdict {
  if (reply.panelCode === null)
    return [
      "refused",
      "PANEL_BLOCKED",
      `Something in front of the panel refused ${act.says} (403). Let this machine's address through there.`,
    ];
  if (/this ip address/i.test(reply.detail))
    return [
      "refused",
      "PANEL_KEY_ADDRESS",
      `The API key may not be used from here: ${sentenceBody(reply.detail)}. Add the address to the key's allowed IPs.`,
    ];
  if (/account does not have permission/i.test(reply.detail))
    return [
      "refused",
      "PANEL_KEY_OWNER",
      "The API key's owner is no administrator of the panel. Make that account one, or use another's key.",
    ];
  return ["refused", "PANEL_PERMISSION_MISSING", permissionSentence(act)];
}

function missingVerdict(reply: ReadReply, act: PanelAct): Verdict {
  if (reply.panelCode === null || isMissingRoute(reply))
    return [
      "refused",
      "PANEL_ROUTE_MISSING",
      `There is no such route at the panel's address for ${act.says}. Check that the address is that of a panel.`,
    ];
  return ["refused", "PANEL_NOT_FOUND", `The panel refused ${act.says}: it has no such thing (any more).`];
}

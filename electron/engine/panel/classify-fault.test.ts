import { expect, test } from "vitest";
import { classifyReply, classifySilence, isCertainlyMissing, unreadable } from "./classify-fault.ts";
import { PANEL_ACTS, type PanelAct } from "./panel-acts.ts";
import type { PanelReply, PanelSilence } from "./panel-transport.ts";

const NOW = 1_795_530_000_000;
const { createServer, createUser, findServer, suspendServer } = PANEL_ACTS;

const reply = (status: number, json?: unknown, headers: Record<string, string> = {}): PanelReply => ({
  status,
  headers: new Headers(headers),
  text: json === undefined ? "<html>" : JSON.stringify(json),
  json,
});
/** An answer in the panel's own form, whose first error has this code and detail. */
const said = (status: number, code: string, detail?: string) => reply(status, { errors: [{ code, detail }] });
const field = (source_field: string, rule?: string, detail?: string) =>
  reply(422, { errors: [{ code: "ValidationException", detail, meta: { source_field, rule } }] });
const sentTo = (location: string) => reply(302, undefined, { location });

/** what happened · what was asked · the answer · certainty · code */
const CASES: readonly (readonly [string, PanelAct, PanelReply, string, string])[] = [
  ["an unknown key", findServer, said(401, "AuthenticationException"), "refused", "PANEL_KEY_REFUSED"],
  ["a login page", findServer, sentTo("https://panel.test/auth/login"), "refused", "PANEL_KEY_REFUSED"],
  ["a redirect that leads nowhere", findServer, reply(302), "refused", "PANEL_KEY_REFUSED"],
  ["a moved panel", findServer, sentTo("https://new.test/api/application/servers"), "refused", "PANEL_REDIRECTED"],
  [
    "a key without 2FA",
    findServer,
    said(400, "TwoFactorAuthRequiredException"),
    "refused",
    "PANEL_TWO_FACTOR_REQUIRED",
  ],
  ["a firewall", findServer, reply(403), "refused", "PANEL_BLOCKED"],
  [
    "a key bound to an IP",
    findServer,
    said(403, "X", "This IP address (1.2.3.4) does not have permission."),
    "refused",
    "PANEL_KEY_ADDRESS",
  ],
  [
    "a customer's key",
    findServer,
    said(403, "X", "This account does not have permission to access the API."),
    "refused",
    "PANEL_KEY_OWNER",
  ],
  [
    "a key that may too little",
    createUser,
    said(403, "AccessDeniedHttpException"),
    "refused",
    "PANEL_PERMISSION_MISSING",
  ],
  ["too many requests", createServer, reply(429), "passing", "PANEL_RATE_LIMITED"],
  ["a full region", createServer, said(400, "NoViableNodeException"), "refused", "PANEL_NO_NODE"],
  ["a node without ports", createServer, said(400, "NoViableAllocationException"), "refused", "PANEL_NO_ALLOCATION"],
  ["a taken external id", createServer, field("external_id", "unique"), "uncertain", "PANEL_EXTERNAL_ID_TAKEN"],
  ["a bad value", createServer, field("external_id", "max"), "refused", "PANEL_VALIDATION"],
  ["a thing that is gone", suspendServer, said(404, "NotFoundHttpException"), "refused", "PANEL_NOT_FOUND"],
  [
    "a missing route",
    findServer,
    said(404, "X", "The route api/x could not be found."),
    "refused",
    "PANEL_ROUTE_MISSING",
  ],
  ["a busy server, on a read", findServer, said(409, "ConflictHttpException"), "passing", "PANEL_CONFLICT"],
  ["a busy server, on a create", createServer, said(409, "ConflictHttpException"), "uncertain", "PANEL_CONFLICT"],
  ["maintenance", createServer, said(503, "HttpException"), "passing", "PANEL_MAINTENANCE"],
  [
    "maintenance that says until when",
    createServer,
    reply(503, undefined, { "retry-after": "60" }),
    "passing",
    "PANEL_MAINTENANCE",
  ],
  ["a proxy's 503", createServer, reply(503), "uncertain", "PANEL_ERROR"],
  ["a failure, on a read", findServer, said(500, "QueryException"), "passing", "PANEL_ERROR"],
  ["a failure, on a create", createServer, said(500, "QueryException"), "uncertain", "PANEL_ERROR"],
  ["a failure, on a write", suspendServer, said(500, "QueryException"), "uncertain", "PANEL_ERROR"],
  ["a daemon that is down, on a read", findServer, said(500, "DaemonConnectionException"), "passing", "PANEL_DAEMON"],
  [
    "a daemon that refused, on a write",
    suspendServer,
    said(404, "DaemonConnectionException"),
    "passing",
    "PANEL_DAEMON",
  ],
  [
    "a daemon that is down, on a write",
    suspendServer,
    said(500, "DaemonConnectionException"),
    "uncertain",
    "PANEL_DAEMON",
  ],
  ["a daemon that refused, on a create", createServer, said(404, "RequestException"), "uncertain", "PANEL_DAEMON"],
  ["an answer that nobody foresaw", findServer, said(418, "Teapot", "Short and stout."), "refused", "PANEL_REFUSED"],
];

test.each(CASES)("%s: a fault says whether what was asked may have happened", (_name, act, answer, certainty, code) => {
  expect(classifyReply(act, answer, NOW)).toMatchObject({ certainty, code, status: answer.status });
});

/** the sentence · what was asked · the answer */
const SENTENCES: readonly (readonly [string, PanelAct, PanelReply])[] = [
  ["The panel refused the create: JAR is required.", createServer, field("environment.JAR", "required")],
  ["The panel refused the create: JAR: The jar is odd.", createServer, field("JAR", "regex", "The jar is odd.")],
  ["The panel refused the create: JAR breaks the rule regex.", createServer, field("JAR", "regex")],
  ["The panel refused the create: JAR: No.", createServer, field("JAR", undefined, "No.")],
  ["The panel refused the create: it gave no reason.", createServer, reply(422)],
  [
    "The panel refused the look-up of the server with 418: Short and stout.",
    findServer,
    said(418, "T", "Short  and\nstout.. (request id: 7)"),
  ],
  ["The panel refused the look-up of the server with 418.", findServer, reply(418)],
  ["The panel failed with 502 during the create. Its log has the cause.", createServer, reply(502)],
  [
    "The panel failed with 500 QueryException during the create. Its log has the cause.",
    createServer,
    said(500, "QueryException"),
  ],
  [
    "The panel's address leads elsewhere: to https://new.test. Set that address.",
    findServer,
    sentTo("https://new.test/api/application/servers?x=1"),
  ],
  [
    "The panel refused the look-up of the server: its API key may not read servers. Give the key Read on Servers (r_servers) in the panel under Application API.",
    findServer,
    said(403, "AccessDeniedHttpException"),
  ],
  [
    "The panel refused the customer's account: its API key may not write users. Give the key Read & Write on Users (r_users) in the panel under Application API.",
    createUser,
    said(403, "AccessDeniedHttpException"),
  ],
];

test.each(SENTENCES)("a person reads: %s", (says, act, answer) => {
  expect(classifyReply(act, answer, NOW).says).toBe(says);
});

test.each([
  ["45", 45_000],
  ["-3", 0],
  [new Date(NOW + 90_000).toUTCString(), 90_000],
  [new Date(NOW - 90_000).toUTCString(), 0],
  ["soon", null],
])("a Retry-After of %s is to wait %o ms", (header, ms) => {
  expect(classifyReply(findServer, reply(429, undefined, { "retry-after": header }), NOW).retryAfterMs).toBe(ms);
});

test.each([
  ["timeout", "passing", "uncertain", "PANEL_TIMEOUT"],
  ["lost", "passing", "uncertain", "PANEL_LOST"],
  ["unsent", "passing", "passing", "PANEL_UNREACHABLE"],
  ["key", "refused", "refused", "PANEL_KEY_REFUSED"],
  ["certificate", "refused", "refused", "PANEL_CERTIFICATE"],
] as const)("silence by %s leaves a read %s, and a create %s", (why, onRead, onCreate, code) => {
  const silence: PanelSilence = { why, detail: "ECONNRESET" };
  expect(classifySilence(findServer, silence)).toMatchObject({ certainty: onRead, code, status: null });
  expect(classifySilence(createServer, silence)).toMatchObject({ certainty: onCreate, code, status: null });
});

test("a success that can't be read may have made the server, and tells a reader to look at the address", () => {
  expect(unreadable(createServer, reply(201, { odd: true }), NOW)).toMatchObject({
    certainty: "uncertain",
    code: "PANEL_ANSWER_UNREADABLE",
    says: "The panel answered the create with something that can't be read.",
  });
  expect(unreadable(findServer, reply(200), NOW)).toMatchObject({
    certainty: "refused",
    says: "The panel answered the look-up of the server with a web page. Check that the panel's address is that of a panel.",
  });
});

test.each([
  ["the panel's own 404", said(404, "NotFoundHttpException", "Nothing here."), true],
  ["a missing route", said(404, "NotFoundHttpException", "The route x could not be found."), false],
  ["a daemon's 404", said(404, "DaemonConnectionException"), false],
  ["a proxy's 404", reply(404), false],
  ["a refused key", said(401, "AuthenticationException"), false],
])("whether a server is certainly missing: %s", (_name, answer, isMissing) => {
  expect(isCertainlyMissing(answer, NOW)).toBe(isMissing);
});

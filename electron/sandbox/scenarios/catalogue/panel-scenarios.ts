import type { PanelAnswer, Scenario } from "../scenario.ts";

const EVERY = /./;
const SERVERS = /^\/api\/application\/servers\/?$/;
const USERS = /^\/api\/application\/users\/?$/;
const WRITES = ["DELETE", "PATCH", "POST", "PUT"];
const SIDE = "panel";

const UNAUTHENTICATED: PanelAnswer = { status: 401, code: "AuthenticationException", detail: "Unauthenticated." };
const UNAUTHORIZED: PanelAnswer = {
  status: 403,
  code: "AccessDeniedHttpException",
  detail: "This action is unauthorized.",
};
const THROTTLED: PanelAnswer = {
  status: 429,
  code: "ThrottleRequestsException",
  detail: "Too Many Attempts.",
  headers: { "retry-after": "30", "x-ratelimit-limit": "240", "x-ratelimit-remaining": "0" },
};
const UNCAUGHT: PanelAnswer = {
  status: 500,
  code: "QueryException",
  detail: "An unexpected error was encountered while processing this request, please try again.",
};
const MAINTENANCE: PanelAnswer = {
  status: 503,
  code: "HttpException",
  detail: "Service Unavailable",
  headers: { "retry-after": "60" },
};

/** What the panel itself can refuse, and what can stand in the way on it. */
export const panelScenarios: readonly Scenario[] = [
  {
    name: "panel-401",
    title: "Panel: the key is not accepted",
    does: "The panel's API key was deleted or has expired: every request is answered with 401.",
    side: SIDE,
    rules: [{ on: "panel_request", path: EVERY, does: { kind: "answer", answer: UNAUTHENTICATED } }],
  },
  {
    name: "panel-403",
    title: "Panel: the key may only read",
    does: "The key has no write permission: reading works, every create and change is answered with 403.",
    side: SIDE,
    rules: [{ on: "panel_request", methods: WRITES, path: EVERY, does: { kind: "answer", answer: UNAUTHORIZED } }],
  },
  {
    name: "panel-429",
    title: "Panel: too many requests",
    does: "Another program uses the same administrator's keys up: the panel answers 429 and says when to come back.",
    side: SIDE,
    rules: [{ on: "panel_request", path: EVERY, does: { kind: "answer", answer: THROTTLED } }],
  },
  {
    name: "panel-500",
    title: "Panel: errors of its own",
    does: "The panel answers every create and change with 500, and nobody can tell from that whether something was made.",
    side: SIDE,
    rules: [{ on: "panel_request", methods: WRITES, path: EVERY, does: { kind: "answer", answer: UNCAUGHT } }],
  },
  {
    name: "panel-maintenance",
    title: "Panel: down for maintenance",
    does: "The panel answers everything with 503.",
    side: SIDE,
    rules: [{ on: "panel_request", path: EVERY, does: { kind: "answer", answer: MAINTENANCE } }],
  },
  {
    name: "no-node",
    title: "No node has room",
    does: "Somebody else's servers take all memory of the nodes: an automatic deployment finds no viable node.",
    side: SIDE,
    rules: [{ on: "start", change: { kind: "nodes_full" } }],
  },
  {
    name: "no-allocation",
    title: "No free allocation",
    does: "The nodes have memory and no port: every allocation belongs to somebody else's server.",
    side: SIDE,
    rules: [{ on: "start", change: { kind: "ports_taken" } }],
  },
  {
    name: "egg-variable-missing",
    title: "Egg asks for another variable",
    does: "The eggs were updated and require a variable without a default: a create that does not bring it is a 422.",
    side: SIDE,
    rules: [
      { on: "start", change: { kind: "eggs_ask_for", variable: "LICENSE_KEY", rules: "required|string|max:64" } },
    ],
  },
  {
    name: "email-clash",
    title: "E-mail address taken on the panel",
    does: "A moment before the shop makes the customer's account, somebody else's appears with the same e-mail address in capitals.",
    side: SIDE,
    rules: [
      { on: "panel_request", methods: ["POST"], path: USERS, does: { kind: "plant", what: "user_with_that_email" } },
    ],
  },
  {
    name: "external-id-taken",
    title: "External id taken",
    does: "A moment before the create, a server of the administrator's appears with the order's external id.",
    side: SIDE,
    rules: [
      {
        on: "panel_request",
        methods: ["POST"],
        path: SERVERS,
        does: { kind: "plant", what: "server_with_that_external_id" },
      },
    ],
  },
];

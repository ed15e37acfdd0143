import { expect, test } from "vitest";
import { type CliLine, readCliLine } from "./cli-lines.ts";

const secret = "whsec_0123456789abcdef0123456789abcdef";

const lines: [line: string, means: CliLine][] = [
  ["Getting ready...", { kind: "getting_ready" }],
  [
    `Ready! You are using Stripe API Version [2026-10-28.endive]. Your webhook signing secret is ${secret} (^C to quit)`,
    { kind: "ready", secret, apiVersion: "2026-10-28.endive" },
  ],
  [
    `> Ready! You are using Stripe API Version [2020-08-27]. Your webhook signing secret is ${secret} (^C to quit)`,
    { kind: "ready", secret, apiVersion: "2020-08-27" },
  ],
  [`Ready! Your webhook signing secret is ${secret} (^C to quit)`, { kind: "ready", secret, apiVersion: null }],
  [
    `\u001B[1mReady!\u001B[0m Your webhook signing secret is \u001B[1m${secret}\u001B[0m (^C to quit)`,
    { kind: "ready", secret, apiVersion: null },
  ],
  ["Session expired, reconnecting...", { kind: "session_expired" }],
  [
    "2026-11-24 14:35:32   --> checkout.session.completed [evt_1SWq]",
    { kind: "event", type: "checkout.session.completed", eventId: "evt_1SWq", connect: false },
  ],
  [
    "2026-11-24 14:35:34   --> connect customer.subscription.deleted [evt_x]",
    { kind: "event", type: "customer.subscription.deleted", eventId: "evt_x", connect: true },
  ],
  [
    "2026-11-24 14:35:32  <--  [200] POST http://127.0.0.1:3001/api/stripe/webhook [evt_x]",
    { kind: "answered", status: 200, eventId: "evt_x" },
  ],
  [
    "2026-11-24 14:35:32  <--  [503] POST http://[::1]:3001/api/stripe/webhook [evt_x]",
    { kind: "answered", status: 503, eventId: "evt_x" },
  ],
  [
    '2026-11-24 14:35:36            [ERROR] Failed to POST: Post "http://127.0.0.1:3001/x": dial tcp 127.0.0.1:3001: connect: connection refused',
    {
      kind: "not_handed_on",
      says: 'Failed to POST: Post "http://127.0.0.1:3001/x": dial tcp 127.0.0.1:3001: connect: connection refused',
    },
  ],
  [
    '{"account":"acct_1","created":1,"id":"evt_j","livemode":false,"object":"event","type":"invoice.paid"}',
    { kind: "event", type: "invoice.paid", eventId: "evt_j", connect: true },
  ],
  [
    '{"created":1,"id":"evt_j","type":"invoice.paid"}',
    { kind: "event", type: "invoice.paid", eventId: "evt_j", connect: false },
  ],
  [
    'time="Sat, 28 Nov 2026 22:40:08 UTC" level=fatal msg="Error while authenticating with Stripe: Post "http://127.0.0.1:9/v1": dial tcp 127.0.0.1:9: connect: connection refused"',
    {
      kind: "fatal",
      says: 'Error while authenticating with Stripe: Post "http://127.0.0.1:9/v1": dial tcp 127.0.0.1:9: connect: connection refused',
    },
  ],
];

test.each(lines)("%s", (line, means) => {
  expect(readCliLine(line)).toEqual(means);
  expect(readCliLine(`${line}\r`)).toEqual(means);
});

test.each([
  "",
  "{",
  "[1]",
  '{"id":7}',
  "Ready! Your webhook signing secret is",
  "--> x",
  "A newer version is available",
])("what it does not know is nothing to it: %j", (line) => expect(readCliLine(line)).toEqual({ kind: "other" }));

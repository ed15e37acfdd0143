import { expect, test } from "vitest";
import { cantRun, faultOfEnd, keyFault } from "./cli-faults.ts";

const auth = (rest: string) =>
  `Getting ready...\n\ntime="Sat, 28 Nov 2026 22:40:08 UTC" level=fatal msg="Error while authenticating with Stripe: ${rest}"\n`;

const cases: [said: string, code: string, again: string][] = [
  ["You have not configured API keys yet\n  If you already have a key: set STRIPE_API_KEY", "FORWARD_NO_KEY", "never"],
  ["the API key provided is too short, it must be at least 12 characters long", "FORWARD_KEY_SHORT", "never"],
  ["the CLI only supports using a secret or restricted key", "FORWARD_KEY_KIND", "never"],
  ["You are using a legacy-style API key, which is unsupported by the CLI.", "FORWARD_KEY_LEGACY", "never"],
  [auth('Authorization failed, status=401, body={\n "code": "api_key_expired"\n}'), "FORWARD_KEY_EXPIRED", "never"],
  [auth("Authorization failed, status=401, body={}"), "FORWARD_KEY_REFUSED", "never"],
  [auth("Authorization failed, status=403, body={rak_stripecli_session_write}"), "FORWARD_KEY_PERMISSION", "never"],
  ["you have too many `stripe listen` sessions open, please close some and try again", "FORWARD_TOO_MANY", "slowly"],
  [auth("Authorization failed, status=500, body={}"), "FORWARD_STRIPE_DOWN", "soon"],
  [
    auth('Post "https://api.stripe.com/v1/stripecli/sessions": dial tcp: lookup api.stripe.com'),
    "FORWARD_OFFLINE",
    "soon",
  ],
  ["panic: runtime error", "FORWARD_ENDED", "soon"],
];

test.each(cases)("%j is %s, tried again %s", (said, code, again) => {
  const fault = faultOfEnd({ said, code: 1, signal: null });
  expect(fault).toMatchObject({ code, again });
  expect(fault.todo).not.toBe("");
});

test("the permission that a key lacks is named", () => {
  const { says, todo } = faultOfEnd({
    said: auth("status=403, body={'rak_stripecli_session_write'}"),
    code: 1,
    signal: null,
  });
  expect(says).toContain("rak_stripecli_session_write");
  expect(todo).toContain("restricted key");
});

test("a permission that the CLI does not name is told without its name", () => {
  const { says } = faultOfEnd({ said: auth("status=403, body={}"), code: 1, signal: null });
  expect(says).toBe("The key lacks the permission to open a CLI session.");
});

test("a program that the system does not run is told with its place and the reason", () => {
  expect(cantRun("/opt/stripe", "EACCES")).toMatchObject({
    says: "The Stripe CLI at /opt/stripe can't be run: EACCES.",
    again: "never",
  });
});

test("a run that ended and left no code says so", () => {
  expect(faultOfEnd({ said: "", code: null, signal: null }).says).toBe("The Stripe CLI ended with code none.");
});

test("a run that was killed says by what", () => {
  expect(faultOfEnd({ said: "", code: null, signal: "SIGKILL" }).says).toBe("The Stripe CLI was ended by SIGKILL.");
});

test("live mode wants a restricted key, which is told before anything is started; no fault quotes a key", () => {
  expect(keyFault("sk_live_0123456789")).toMatchObject({ code: "FORWARD_LIVE_KEY", again: "never" });
  expect(JSON.stringify(keyFault("sk_live_0123456789"))).not.toContain("0123456789");
  expect(keyFault("rk_live_0123456789")).toBeNull();
  expect(keyFault("sk_test_0123456789")).toBeNull();
  expect(keyFault(null)).toMatchObject({ code: "FORWARD_NO_KEY" });
});

import { expect, test } from "vitest";
import { judgeArrival } from "./judge-arrival.ts";
import { arrival, EVENT, headerOf, NOW, OURS, ROLLED } from "./signed-for-tests.ts";
import { loadVerifier } from "./verify-signature.ts";

const MINUTE = 60_000;
const verify = await loadVerifier();

/** A request that `secret` signed `ageMs` before it arrived, judged by an environment that holds {@link OURS}. */
const judged = (body: string, ageMs = 0, secret: string = OURS, livemode = false) =>
  judgeArrival(arrival(body, headerOf(body, secret, NOW - ageMs)), { secrets: [ROLLED, OURS], verify, livemode });
const event = (fields: object = {}) => JSON.stringify({ ...EVENT, ...fields });

test("an event that one of our secrets signed is taken, with its body as it came", () => {
  expect(judged(event())).toMatchObject({
    kind: "event",
    event: { eventId: "evt_1" },
    payload: event(),
    keptOnly: null,
    odd: null,
  });
});

test.each([
  ["a stranger's signature", event(), "whsec_x", "SIGNATURE_MISMATCH"],
  ["a signed body that is no JSON", "{", OURS, "BODY_NOT_JSON"],
  ["a signed body that is no event", "{}", OURS, "BODY_NOT_AN_EVENT"],
])("%s is refused, so that whoever sent it notices", (_name, body, secret, code) => {
  expect(judged(body, 0, secret)).toMatchObject({ kind: "refused", status: 400, code });
});

test.each([
  ["a thin event", { object: "v2.core.event" }, "THIN_EVENT"],
  ["a live event in a test environment", { livemode: true }, "LIVEMODE_MISMATCH"],
])("%s is kept and not applied: refused, Stripe would send it for days", (_name, fields, code) => {
  expect(judged(event(fields))).toMatchObject({ kind: "event", keptOnly: { code }, odd: { code } });
});

test("so is a test event that came to the live environment, and a live one is taken there", () => {
  expect(judged(event(), 0, OURS, true)).toMatchObject({ keptOnly: { code: "LIVEMODE_MISMATCH" } });
  expect(judged(event({ livemode: true }), 0, OURS, true)).toMatchObject({ kind: "event", keptOnly: null });
});

test.each([
  [-2 * MINUTE, "CLOCK_BEHIND", "Signed 2 min in the future: this machine's clock is behind."],
  [2 * MINUTE, "ARRIVED_LATE", "Signed 2 min before it arrived: held up, or this machine's clock is ahead."],
])("one whose time is off by %i ms is taken, and what is odd is told", (ageMs, code, says) => {
  expect(judged(event(), ageMs)).toMatchObject({ kind: "event", keptOnly: null, odd: { code, says } });
});

test.each([-MINUTE, MINUTE])("a minute either way (%i ms) is nothing odd", (ageMs) => {
  expect(judged(event(), ageMs)).toMatchObject({ kind: "event", odd: null });
});

import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { diagnose } from "./diagnose.ts";
import {
  arrival,
  EVENT,
  fingerprint,
  headerOf,
  known,
  LIVE,
  NOW,
  ORIGINAL,
  OURS,
  partOf,
  refused,
  ROLLED,
} from "./signed-for-tests.ts";
import type { Known } from "./webhook-secrets.ts";

test.each([
  [{ "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)" }, /calls itself Stripe: a proxy dropped it/],
  [{ "x-forwarded-for": "198.51.100.7" }, /the sender is not Stripe, or a proxy dropped it/],
  [{ "user-agent": "curl/8" }, /the sender is not Stripe\.$/],
])("a missing header is told with what the others say: %o", (headers, says) => {
  const made = diagnose(arrival(ORIGINAL, null, { headers }), refused("SIGNATURE_MISSING"), known);
  expect(made).toMatchObject({
    code: "SIGNATURE_MISSING",
    says: expect.stringMatching(says),
    signedAt: null,
    ageMs: null,
  });
  expect(partOf(made, "header")).toEqual({ part: "header", state: "wrong", says: "missing" });
  expect(partOf(made, "age")!.state).toBe("unknown");
  expect(partOf(made, "secret")!.state).toBe("unknown");
});

test.each([
  ["nonsense", "has neither t= nor v1="],
  ["v1=00", "has no time: t= is missing or no number"],
  ["t=1795000000", "has no v1= signature"],
  ["t=1795000000,v0=00", "has a v0= signature only, which anyone can make"],
  ["t=1795000000,v1=9c41", "is cut off: its v1= is no 64 hex digits"],
])("a malformed header says what it lacks: %s", (header, trouble) => {
  const made = diagnose(arrival(ORIGINAL, header), refused("SIGNATURE_MALFORMED"), known);
  expect(made.says).toBe(`The Stripe-Signature header ${trouble}.`);
  expect(partOf(made, "header")).toMatchObject({ state: "wrong", says: trouble });
});

test("a secret that nobody here holds: the request is sound, and what was tried is told by fingerprints", () => {
  const header = headerOf(ORIGINAL, "whsec_stranger");
  const made = diagnose(arrival(ORIGINAL, header), refused("SIGNATURE_MISMATCH"), known);
  expect(made).toMatchObject({ code: "SIGNATURE_MISMATCH", says: "What the ingress said.", fittingForm: null });
  expect(made.secrets).toEqual([
    { fingerprint: fingerprint(OURS), environment: null, origin: null, matches: false },
    { fingerprint: fingerprint(ROLLED), environment: null, origin: null, matches: false },
    { fingerprint: fingerprint(LIVE), environment: "live", origin: null, matches: false },
  ]);
  expect(partOf(made, "secret")!.says).toBe(
    "no match with the 2 secrets that we hold, nor with 1 one of other environments",
  );
  expect(made.advice[0]).toMatch(/^Copy the endpoint's signing secret/);
  expect(JSON.stringify(made)).not.toMatch(/whsec_/);
});

test("another environment's secret is recognised, and named", () => {
  const live = JSON.stringify({ ...EVENT, livemode: true }, null, 2);
  const made = diagnose(arrival(live, headerOf(live, LIVE)), refused("SIGNATURE_MISMATCH"), known);
  expect(made).toMatchObject({
    code: "SIGNATURE_OTHER_ENVIRONMENT",
    says: `Signed with the secret of live (${fingerprint(LIVE)}): an endpoint of live posts to test.`,
    claims: { eventId: "evt_1", type: "invoice.paid", livemode: true, thin: false },
  });
  expect(made.secrets.map(({ matches }) => matches)).toEqual([false, false, true]);
  expect(partOf(made, "body")).toMatchObject({ state: "fine", says: expect.stringContaining("untouched") });
  expect(partOf(made, "mode")).toMatchObject({ state: "wrong", says: "a live event in test" });
});

test("with no secret of its own it still says whose the event is", () => {
  const others = { ...known, secrets: known.secrets.filter(({ environment }) => environment !== null) };
  const given = arrival(ORIGINAL, headerOf(ORIGINAL, LIVE));
  expect(diagnose(given, refused("NO_SECRET"), others).code).toBe("SIGNATURE_OTHER_ENVIRONMENT");
  const unknown = diagnose(given, refused("NO_SECRET"), { ...known, secrets: [] });
  expect(unknown).toMatchObject({ code: "NO_SECRET", says: "What the ingress said.", secrets: [] });
  expect(partOf(unknown, "secret")).toMatchObject({ state: "wrong", says: "none is set" });
});

const MIXED = Buffer.from(ORIGINAL);
const EUROS = ORIGINAL.replace("Zoë", "10 € to Zoë");
test.each<[form: RegExp, arrived: string | Uint8Array, signed: string | Uint8Array]>([
  [/anew; what was signed is Stripe's, indented by two\.$/, JSON.stringify(EVENT), ORIGINAL],
  [/anew; what was signed is without blanks\.$/, ORIGINAL, JSON.stringify(EVENT)],
  [/indented by two, with a line break at the end/, JSON.stringify(EVENT), `${ORIGINAL}\n`],
  [/indented by two, slashes escaped/, JSON.stringify(EVENT), ORIGINAL.replaceAll("/", "\\/")],
  [/indented by two, non-ASCII letters escaped/, ORIGINAL, ORIGINAL.replace("ë", "\\u00eb").replace("Ł", "\\u0141")],
  [
    /without blanks, slashes and non-ASCII/,
    ORIGINAL,
    JSON.stringify(EVENT).replaceAll("/", "\\/").replace("ë", "\\u00eb").replace("Ł", "\\u0141"),
  ],
  [/a blank after each comma and colon/, ORIGINAL, '{"a": [1, {"b": null}], "c": "d"}'],
  [/added a line break at the end/, `${ORIGINAL}\n`, ORIGINAL],
  [/took the line break at the end away/, ORIGINAL, `${ORIGINAL}\n`],
  [/turned line breaks into CRLF/, ORIGINAL.replaceAll("\n", "\r\n"), ORIGINAL],
  [/added a byte order mark/, `\uFEFF${ORIGINAL}`, ORIGINAL],
  [/read the UTF-8 body as Latin-1/, MIXED.toString("latin1"), ORIGINAL],
  [/read the UTF-8 body as Windows-1252/, new TextDecoder("windows-1252").decode(Buffer.from(EUROS)), EUROS],
  [
    /wrote the UTF-8 body as Latin-1/,
    Buffer.from(ORIGINAL.replace("Łukasz", "é"), "latin1"),
    ORIGINAL.replace("Łukasz", "é"),
  ],
  [/wrote the UTF-8 body as UTF-16/, Buffer.from(`\uFEFF${ORIGINAL}`, "utf16le"), ORIGINAL],
  [/composed its accents anew/, ORIGINAL.normalize("NFD"), ORIGINAL],
  [/wrote the body into a JSON string/, JSON.stringify(ORIGINAL), ORIGINAL],
  [/wrote the body as base64/, MIXED.toString("base64"), ORIGINAL],
  [/into the field body of another JSON/, JSON.stringify({ body: ORIGINAL, isBase64Encoded: false }), ORIGINAL],
  [/another JSON, as base64/, JSON.stringify({ body: MIXED.toString("base64"), isBase64Encoded: true }), ORIGINAL],
  [/put the body, parsed, into the field body/, JSON.stringify({ body: EVENT, query: {} }), ORIGINAL],
  [/as a form's field/, new URLSearchParams({ payload: ORIGINAL }).toString(), ORIGINAL],
  [/packed the body with gzip/, gzipSync(ORIGINAL), ORIGINAL],
  [
    /its keys in another order; what was signed is Stripe's/,
    JSON.stringify(Object.fromEntries(Object.entries(EVENT).toReversed())),
    ORIGINAL,
  ],
])("a body that was rewritten on its way is proved: %s", (form, arrived, signed) => {
  const body = form.source.includes("blank after") ? '{"a":[1,{"b":null}],"c":"d"}' : arrived;
  for (const secret of [ROLLED, LIVE]) {
    const made = diagnose(arrival(body, headerOf(signed, secret)), refused("SIGNATURE_MISMATCH"), known);
    expect(made).toMatchObject({ code: "BODY_RESERIALISED", says: expect.stringMatching(form) });
    const whose = secret === LIVE ? "the secret of live" : "our secret";
    expect(made.says).toContain(
      `Signed with ${whose} (${fingerprint(secret)}), but not these bytes: something on the way`,
    );
    expect(made.fittingForm).not.toBeNull();
    expect(partOf(made, "body")).toMatchObject({ state: "wrong", says: expect.stringContaining("rewritten") });
  }
});

test("a changed value is no rewriting: nothing is proved", () => {
  const changed = ORIGINAL.replace('"total": 0', '"total": 1');
  const made = diagnose(arrival(changed, headerOf(ORIGINAL, OURS)), refused("SIGNATURE_MISMATCH"), known);
  expect(made).toMatchObject({ code: "SIGNATURE_MISMATCH", fittingForm: null });
});

test.each([
  [11 * 60_000, /^Signed 11 min ago, more than 5 min allowed/, { state: "wrong", says: "11 min, 5 min allowed" }],
  [3 * 86_400_000, /^Signed 3 d ago/, { state: "wrong", says: "3 d, 5 min allowed" }],
])("a stale signature says by how much: %i ms", (ageMs, says, check) => {
  const made = diagnose(arrival(ORIGINAL, headerOf(ORIGINAL, OURS, NOW - ageMs)), refused("SIGNATURE_STALE"), known);
  expect(made).toMatchObject({
    code: "SIGNATURE_STALE",
    says: expect.stringMatching(says),
    ageMs,
    signedAt: NOW - ageMs,
  });
  expect(partOf(made, "age")).toMatchObject(check);
  expect(partOf(made, "secret")).toMatchObject({ state: "fine", says: `${fingerprint(OURS)} fits` });
});

test("a signature from the future says that this clock is behind, and by how much", () => {
  const made = diagnose(arrival(ORIGINAL, headerOf(ORIGINAL, OURS, NOW + 7 * 60_000)), refused("CLOCK_BEHIND"), known);
  expect(made.ageMs).toBe(-7 * 60_000);
  expect(partOf(made, "age")).toMatchObject({
    state: "wrong",
    says: "signed 7 min in the future: this machine's clock is behind",
  });
});

test("a live event under a foreign secret says that a live endpoint may post here", () => {
  const live = JSON.stringify({ ...EVENT, livemode: true });
  const made = diagnose(arrival(live, headerOf(live, "whsec_x")), refused("SIGNATURE_MISMATCH"), known);
  expect(made.says).toBe(
    "Signed with a secret that we do not hold. The body says it is a live event, and this is test.",
  );
});

test("a thin event and an empty or broken body are told as such", () => {
  const thin = JSON.stringify({ id: "evt_t", object: "v2.core.event", type: "v1.x" });
  const made = diagnose(arrival(thin, headerOf(thin, OURS)), refused("THIN_EVENT"), known);
  expect(made.claims).toMatchObject({ thin: true });
  expect(partOf(made, "mode")!.says).toMatch(/^a thin event/);
  const empty = diagnose(arrival("", headerOf(ORIGINAL, OURS)), refused("SIGNATURE_MISMATCH"), known);
  expect(empty.says).toMatch(/^The body is empty/);
  const cut = ORIGINAL.slice(0, 100);
  expect(diagnose(arrival(cut, headerOf(ORIGINAL, OURS)), refused("SIGNATURE_MISMATCH"), known)).toMatchObject({
    code: "BODY_TRUNCATED",
    says: "The body ends after 100 bytes, in the middle of its JSON: what carried it cut it off.",
  });
  expect(diagnose(arrival("{}", headerOf(ORIGINAL, OURS)), refused("SIGNATURE_MISMATCH"), known).says).toMatch(
    /changed on the way: the body is no event\.$/,
  );
  const lost = diagnose(
    arrival(ORIGINAL.replace("ë", "\uFFFD"), headerOf(ORIGINAL, OURS)),
    refused("SIGNATURE_MISMATCH"),
    known,
  );
  expect(lost).toMatchObject({ code: "BODY_CHARSET_LOST", fittingForm: null });
  const binary = diagnose(
    arrival(Buffer.of(0x89, 0x50, 0, 0xff), headerOf(ORIGINAL, OURS)),
    refused("SIGNATURE_MISMATCH"),
    known,
  );
  expect(binary.code).toBe("BODY_NOT_TEXT");
  const large = diagnose(
    arrival("", headerOf(ORIGINAL, OURS), { bodyBytes: 9_999_999 }),
    refused("BODY_TOO_LARGE"),
    known,
  );
  expect(partOf(large, "body")).toMatchObject({ state: "wrong", says: "9,999,999 bytes, not all of it here" });
});

test.each([
  ["/api/stripe/webhook/webhook", /^The path is doubled: \/api\/stripe\/webhook\/webhook\./],
  ["/api/stripe/webhook/api/stripe/webhook", /^The path is doubled/],
  ["/stripe/webhooks", /^A webhook came to \/stripe\/webhooks\./],
])("a wrong path is told, and whether the rest is good: %s", (path, says) => {
  const good = diagnose(arrival(ORIGINAL, headerOf(ORIGINAL, OURS), { path }), refused("WEBHOOK_PATH_WRONG"), known);
  expect(good.says).toMatch(says);
  expect(good.says).toMatch(/Its signature is good; only the path is wrong\.$/);
  expect(partOf(good, "path")).toMatchObject({ state: "wrong" });
  const bad = diagnose(
    arrival(ORIGINAL, headerOf(ORIGINAL, "whsec_x"), { path }),
    refused("WEBHOOK_PATH_WRONG"),
    known,
  );
  expect(bad.says).toMatch(/The endpoint's address ends with \/api\/stripe\/webhook\.$/);
});

test("whoever holds the CLI's secret alone is told that endpoints sign with another, and whose a fitting one is", () => {
  const forward = { secret: OURS, environment: null, origin: "forward" } as const;
  const only: Known = { ...known, secrets: [forward] };
  const made = diagnose(arrival(ORIGINAL, headerOf(ORIGINAL, "whsec_x")), refused("SIGNATURE_MISMATCH"), only);
  expect(made.says).toMatch(/We hold the secret of stripe listen alone; each endpoint at Stripe signs with another\.$/);
  const both: Known = { ...known, secrets: [forward, { secret: ROLLED, environment: null, origin: "endpoint" }] };
  const other = diagnose(arrival(ORIGINAL, headerOf(ORIGINAL, "whsec_x")), refused("SIGNATURE_MISMATCH"), both);
  expect(other.says).toBe("What the ingress said.");
  const late = diagnose(arrival(ORIGINAL, headerOf(ORIGINAL, OURS)), refused("ARRIVED_LATE"), only);
  expect(partOf(late, "secret")).toMatchObject({
    state: "fine",
    says: `${fingerprint(OURS)} fits, the secret of stripe listen`,
  });
});

test("a pasted secret is tried, but never counted as one of ours", () => {
  const pasted: Known = {
    ...known,
    secrets: [...known.secrets, { secret: "whsec_x", environment: null, origin: "pasted" }],
  };
  const made = diagnose(arrival(ORIGINAL, headerOf(ORIGINAL, "whsec_x")), refused("SIGNATURE_MISMATCH"), pasted);
  expect(made).toMatchObject({
    code: "SIGNATURE_SECRET_NOT_HELD",
    says: `Signed with the secret that you pasted (${fingerprint("whsec_x")}), which Waybill does not hold.`,
  });
  expect(partOf(made, "secret")!.state).toBe("wrong");
  const none = diagnose(arrival(ORIGINAL, headerOf(ORIGINAL, "whsec_y")), refused("SIGNATURE_MISMATCH"), pasted);
  expect(partOf(none, "secret")!.says).toMatch(/^no match with the 2 secrets that we hold/);
});

const MEGABYTES = 2_000_000;
test.each([
  ["line breaks", `${"\n".repeat(MEGABYTES)}x`],
  ["blanks", `${" ".repeat(60_000)}!`],
  ["letters", `{"${"a".repeat(MEGABYTES)}`],
  ["backslashes", `{"${"\\".repeat(MEGABYTES)}`],
  ["quotes", `{${'"'.repeat(MEGABYTES)}`],
  ["brackets", `${"[".repeat(30_000)}${"]".repeat(30_000)}`],
  ["a deep event", `{"id":"evt_1","object":"event","type":"x","data":${'{"a":'.repeat(9_000)}1${"}".repeat(9_001)}`],
  ["base64", "A".repeat(MEGABYTES)],
])("a stranger's body of %s is diagnosed at once, and throws nothing", (_, body) => {
  const made = diagnose(arrival(body, headerOf(ORIGINAL, OURS)), refused("SIGNATURE_MISMATCH"), known);
  expect(made.fittingForm).toBeNull();
});

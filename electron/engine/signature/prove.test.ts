import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { gatherEvidence } from "../events/diagnose.ts";
import {
  arrival,
  fingerprint,
  headerOf,
  known,
  LIVE,
  NOW,
  ORIGINAL,
  OURS,
  ROLLED,
} from "../events/signed-for-tests.ts";
import { differenceOf, proofOf } from "./prove.ts";

const evidenceOf = (body: string, header: string | null, isWhole = true) =>
  gatherEvidence(arrival(body, header), known, isWhole);
const shown = (payload: string, secret: string) =>
  createHmac("sha256", secret)
    .update(`${Math.floor((NOW - 400) / 1_000)}.${payload}`)
    .digest("hex")
    .slice(0, 8);
const bytes = Buffer.byteLength(ORIGINAL);

test("a good signature is proved by the one HMAC that fits", () => {
  expect(proofOf(evidenceOf(ORIGINAL, headerOf(ORIGINAL, OURS)))).toEqual([
    {
      of: `The body as it arrived, ${bytes} bytes`,
      fingerprint: fingerprint(OURS),
      whose: "our secret",
      computed: shown(ORIGINAL, OURS),
      given: shown(ORIGINAL, OURS),
      fits: true,
    },
  ]);
});

test("a rewriting is proved by what was signed, with what arrived beside it", () => {
  const proof = proofOf(evidenceOf(`${ORIGINAL}\n`, headerOf(ORIGINAL, LIVE)));
  expect(proof).toMatchObject([
    { of: `The body as it was signed, ${bytes} bytes`, whose: "the secret of live", fits: true },
    { of: `The body as it arrived, ${bytes + 1} bytes`, computed: shown(`${ORIGINAL}\n`, LIVE), fits: false },
  ]);
});

test("where nothing fits, every secret that was tried is shown, and never more than eight digits of anything", () => {
  const proof = proofOf(evidenceOf(ORIGINAL, headerOf(ORIGINAL, "whsec_x")));
  expect(proof.map((line) => line.fingerprint)).toEqual([OURS, ROLLED, LIVE].map(fingerprint));
  for (const { computed, given, fits } of proof)
    expect([computed.length, given, fits]).toEqual([8, shown(ORIGINAL, "whsec_x"), false]);
});

test.each([
  ["without a header", null, true],
  ["with a header that can't be read", "nonsense", true],
  ["of a body that is not all here", headerOf(ORIGINAL, OURS), false],
])("nothing can be proved %s", (_name, header, isWhole) => {
  expect(proofOf(evidenceOf(ORIGINAL, header, isWhole))).toEqual([]);
});

test.each([
  ["a line break", `${ORIGINAL}\n`, ORIGINAL, { at: bytes, arrived: "\\n", signed: "" }],
  ["a byte order mark", `\uFEFF${ORIGINAL}`, ORIGINAL, { at: 0, arrived: '\\ufeff{\\n  "id": "evt_1",\\n  ' }],
])("the first difference is shown with what can't be seen of it: %s", (_name, arrived, signed, difference) => {
  expect(differenceOf(evidenceOf(arrived, headerOf(signed, OURS)))).toMatchObject(difference);
});

test("without a proved rewriting there is no difference to show", () => {
  expect(differenceOf(evidenceOf(ORIGINAL, headerOf(ORIGINAL, OURS)))).toBeNull();
  expect(differenceOf(evidenceOf(ORIGINAL, headerOf(ORIGINAL, "whsec_x")))).toBeNull();
});

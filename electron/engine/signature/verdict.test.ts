import { expect, test } from "vitest";
import { diagnosisOf, gatherEvidence } from "../events/diagnose.ts";
import { arrival, fingerprint, headerOf, known, LIVE, ORIGINAL, OURS, refused } from "../events/signed-for-tests.ts";
import type { KnownSecret } from "../events/webhook-secrets.ts";
import { readPastedSecret } from "./pasted-secret.ts";
import { type Told, withPastedSecret } from "./verdict.ts";

const PASTED = "whsec_pasted";

/** What is told of a request that `signer` signed, to somebody who pasted `text`. */
function told(signer: string, text: string | null, verdict: Told["verdict"] = "sound", origin?: KnownSecret["origin"]) {
  const read = readPastedSecret(text);
  const pasted = read.ok ? read.value : null;
  const own = known.secrets.map((one) => (one.secret === OURS && origin ? { ...one, origin } : one));
  const given = { secret: PASTED, environment: null, origin: "pasted" } as const;
  const evidence = gatherEvidence(
    arrival(ORIGINAL, headerOf(ORIGINAL, signer)),
    { ...known, secrets: [...own, given] },
    true,
  );
  const before: Told = { diagnosis: diagnosisOf(refused("SOUND"), evidence), verdict, notes: ["Seen."] };
  return { before, after: withPastedSecret(before, evidence, pasted) };
}

test.each([
  ["nothing was pasted", OURS, null],
  ["what was pasted is what signed it", PASTED, PASTED],
  ["nothing fits, and nothing is wrong with what was pasted", "whsec_x", PASTED],
  ["another environment's secret signed it", LIVE, PASTED],
])("where %s, nothing is added", (_name, signer, text) => {
  const { before, after } = told(signer, text);
  expect(after).toBe(before);
});

test("the right secret with a blank in it is odd: whoever checks with it so refuses everything", () => {
  expect(told(PASTED, `${PASTED}\n`).after).toMatchObject({
    verdict: "odd",
    diagnosis: {
      code: "SECRET_HAS_BLANKS",
      says: expect.stringContaining(`Without, it is the one that signed this (${fingerprint(PASTED)}).`),
    },
  });
  expect(told(PASTED, `${PASTED}\n`, "wrong").after.verdict).toBe("wrong");
});

test("where nothing fits, what is wrong with the pasted one is the cause", () => {
  expect(told("whsec_x", "sk_test_1").after).toMatchObject({
    verdict: "wrong",
    diagnosis: { code: "SECRET_IS_A_KEY" },
  });
});

test("where one of ours fits, what is wrong with the pasted one is a note", () => {
  const { before, after } = told(OURS, "sk_test_1");
  expect(after).toMatchObject({ verdict: "sound", diagnosis: before.diagnosis });
  expect(after.notes).toEqual(["Seen.", expect.stringMatching(/is an API key/)]);
});

test.each([
  [undefined, "our secret", "Whatever checks with the pasted secret needs the one that fits"],
  ["forward", "the secret of stripe listen", expect.stringMatching(/^Where requests come through stripe listen/)],
] as const)("where one of ours (%s) fits and the pasted one does not, both are told", (origin, whose, advice) => {
  const says = `Signed with ${whose} (${fingerprint(OURS)}), not with the one that you pasted (${fingerprint(PASTED)}).`;
  expect(told(OURS, PASTED, "sound", origin).after).toMatchObject({
    verdict: "odd",
    diagnosis: { code: "SIGNATURE_OTHER_SECRET", says, advice: [advice] },
  });
  const wrong = told(OURS, PASTED, "wrong", origin);
  expect(wrong.after).toMatchObject({ verdict: "wrong", diagnosis: wrong.before.diagnosis, notes: ["Seen.", says] });
});

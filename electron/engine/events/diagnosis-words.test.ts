import { expect, test } from "vitest";
import { diagnose, diagnosisOf, gatherEvidence } from "./diagnose.ts";
import { arrival, fingerprint, headerOf, known, ORIGINAL, OURS, partOf, refused } from "./signed-for-tests.ts";

test.each(["SIGNATURE_MALFORMED", "SIGNATURE_STALE"])(
  "%s stands as it was said where the header was not kept",
  (code) => {
    expect(diagnose(arrival(ORIGINAL, null), refused(code), known)).toMatchObject(refused(code));
  },
);

test("a request that was refused fits once its secret was learned, and is explained no further", () => {
  const made = diagnose(arrival(ORIGINAL, headerOf(ORIGINAL, OURS)), refused("SIGNATURE_MISMATCH"), known);
  expect(made).toMatchObject({ ...refused("SIGNATURE_MISMATCH"), advice: [] });
  expect(partOf(made, "secret")).toMatchObject({ state: "fine", says: `${fingerprint(OURS)} fits` });
});

test.each(["BODY_NOT_JSON", "BODY_NOT_AN_EVENT"])(
  "%s is told as a rewriting where that is proved, else as it was said",
  (code) => {
    const marked = diagnose(arrival(`\uFEFF${ORIGINAL}`, headerOf(ORIGINAL, OURS)), refused(code), known);
    expect(marked).toMatchObject({
      code: "BODY_RESERIALISED",
      says: expect.stringContaining("added a byte order mark"),
    });
    const odd = diagnose(arrival("{}", headerOf("{}", OURS)), refused(code), known);
    expect(odd).toMatchObject({ ...refused(code), advice: [] });
  },
);

test("what is wrong with a body is not guessed from a part of it", () => {
  const cut = gatherEvidence(arrival("", headerOf(ORIGINAL, OURS), { bodyBytes: 300 }), known, false);
  const made = diagnosisOf(refused("SIGNATURE_MISMATCH"), cut);
  expect(made.says).toMatch(/the body is no event\.$/);
  expect(partOf(made, "body")).toMatchObject({ state: "wrong", says: "300 bytes, not all of it here" });
});

import { expect, test } from "vitest";
import { readPastedSecret } from "./pasted-secret.ts";

const SECRET = "whsec_0123456789abcdef";

test.each([null, "", "  \n"])("where nothing was pasted (%o) nothing is tried", (text) => {
  expect(readPastedSecret(text)).toEqual({ ok: true, value: null });
});

test("a signing secret is taken as it is", () => {
  expect(readPastedSecret(SECRET)).toEqual({ ok: true, value: { secret: SECRET, trouble: null } });
});

test.each([
  [`"${SECRET}"`, "quotes around it"],
  [`${SECRET}\n`, "a line break at its end"],
  [` ${SECRET}`, "a blank around it"],
  ["whsec_0123456789 abcdef", "a blank in it"],
])("what a copy brought along is taken off for the try, and told: %j", (text, what) => {
  expect(readPastedSecret(text)).toMatchObject({
    ok: true,
    value: {
      secret: SECRET,
      trouble: {
        code: "SECRET_HAS_BLANKS",
        says: `The secret that you pasted has ${what}; with them nothing fits.`,
      },
    },
  });
});

test.each([
  ["sk_test_0123456789", "SECRET_IS_A_KEY", /^What you pasted is an API key \(sk_…\)/],
  ["we_0123456789", "SECRET_IS_AN_ID", /^What you pasted is the id of a webhook endpoint \(we_…\)/],
  ["evt_0123456789", "SECRET_IS_AN_ID", /^What you pasted is an id \(evt_…\)/],
])("%s signs nothing: it is not tried, and not repeated", (text, code, says) => {
  const read = readPastedSecret(text);
  expect(read).toMatchObject({ value: { secret: null, trouble: { code, says: expect.stringMatching(says) } } });
  expect(JSON.stringify(read)).not.toContain("0123456789");
});

test("what looks like no secret of Stripe's is tried all the same", () => {
  expect(readPastedSecret("hunter2")).toMatchObject({
    value: { secret: "hunter2", trouble: { code: "SECRET_OF_NO_KIND" } },
  });
});

test("a whole file is no secret", () => {
  expect(readPastedSecret("x".repeat(513))).toMatchObject({ ok: false, error: { code: "REQUEST_TOO_LARGE" } });
});

import { execFileSync } from "node:child_process";
import { array, assert, integer, property, string } from "fast-check";
import { expect, test } from "vitest";
import { shellQuote } from "../../shared/copy-as/shell-quote.ts";

/** What bash makes of these words, byte for byte. */
function inBash(words: readonly string[]): string[] {
  const out = execFileSync("bash", ["-c", `printf '%s\\0' ${words.join(" ")}`], { env: { LC_ALL: "C" } });
  return out.toString("utf8").split("\0").slice(0, -1);
}

const HOSTILE = [
  "",
  "it's",
  "'; touch /tmp/pwned; '",
  "$(touch /tmp/pwned) `id` ${HOME} $'x'",
  'say "hi" \\ \\n \\\\',
  "two\nlines\n\n",
  "tab\tcarriage\r\nreturn",
  "\u001b]0;title\u0007 and \u001b[2J",
  "right to left \u202e evil \u2066 inside",
  "ünïcödé 日本 🎮 \u00a0",
  "!! !history -n --flag",
  "\u0001777",
];

test("bash reads every hostile text as it was, and runs nothing of it", () => {
  expect(inBash(HOSTILE.map(shellQuote))).toEqual(HOSTILE);
});

test("no control or direction character is pasted as itself", () => {
  for (const text of HOSTILE) expect(shellQuote(text)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
});

test("any text at all comes through", () => {
  const character = integer({ min: 1, max: 0x2_02ff }).map((code) => String.fromCodePoint(code));
  const texts = array(string({ unit: character }), { minLength: 1, maxLength: 60 });
  assert(
    property(texts, (given) => {
      const whole = given.map((text) => Buffer.from(text).toString("utf8"));
      expect(inBash(whole.map(shellQuote))).toEqual(whole);
    }),
    { numRuns: 8 },
  );
});

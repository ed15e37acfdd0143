/** Characters that a terminal acts on, or that turn the line around before the eye: they are never pasted as themselves. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const TO_ESCAPE = /['\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const PLAIN = /^[\w@%+=:,./-]+$/;

/**
 * A text as one word of a shell (bash, zsh): whatever it holds, nothing of it is run or replaced. What could act on the terminal
 * while it is pasted is written as escapes.
 */
export function shellQuote(text: string): string {
  if (PLAIN.test(text)) return text;
  if (HIDDEN.test(text.replaceAll("\n", ""))) return `$'${text.replaceAll(TO_ESCAPE, escaped)}'`;
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function escaped(character: string): string {
  if (character === "'" || character === "\\") return `\\${character}`;
  // By bytes, in octal: the shell of macOS knows no \u, and a hex escape would run on into what follows.
  const bytes = encodeURIComponent(character).match(/%[\dA-F]{2}|./g) ?? [];
  return bytes.map((byte) => `\\${codeOf(byte).toString(8).padStart(3, "0")}`).join("");
}

const codeOf = (byte: string): number => (byte.length > 1 ? parseInt(byte.slice(1), 16) : byte.charCodeAt(0));

import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from "node:zlib";
import { inOtherCharsets, outOfWrappings } from "./wrapped-writings.ts";

/** Another way in which the same body may have been written before it was touched on its way. */
export interface Writing {
  /** What was done to it, as half a sentence after "a proxy": `wrote the JSON anew, without blanks`. */
  readonly form: string;
  readonly bytes: Uint8Array;
}

/** Stripe's events are a few kB; beyond this a body is not rewritten dozens of times to find out who rewrote it. */
const MOST_JSON_BYTES = 64 * 1_024;
/** Nor is one of thousands of brackets within brackets, which no event has, but would fill the stack. */
const MOST_DEPTH = 64;
const MOST_UNPACKED_BYTES = 2 * 1_024 * 1_024;

/**
 * The writings that Stripe may have signed when `body` is what arrived, the likeliest first. If a signature fits one of
 * them, somebody between Stripe and here rewrote the body, and how. Lazy: stop at the first that fits.
 */
export function* otherWritings(body: Uint8Array): Generator<Writing, void, void> {
  const bytes = Buffer.from(body);
  yield* unpacked(bytes);
  const text = bytes.toString("utf8");
  yield* asText(text);
  if (bytes.byteLength > MOST_JSON_BYTES) return;
  yield* inOtherCharsets(bytes, text);
  if (isDeep(text)) return;
  const json = parse(text);
  yield* outOfWrappings(text, json);
  if (json === undefined) return;
  yield* asJson(json, "wrote the JSON anew");
  yield* asJson(inStripesOrder(json), "wrote the JSON anew with its keys in another order");
}

/** Whether brackets stand in brackets more than 64 times; those in strings are counted, too. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (sign === "{" || sign === "[") depth += 1;
    else if (sign === "}" || sign === "]") depth -= 1;
    if (depth > MOST_DEPTH) return true;
  }
  return false;
}

function* unpacked(bytes: Buffer): Generator<Writing, void, void> {
  const limit = { maxOutputLength: MOST_UNPACKED_BYTES };
  for (const [name, unpack] of [
    ["gzip", gunzipSync],
    ["brotli", brotliDecompressSync],
    ["deflate", inflateSync],
    ["zstd", zstdDecompressSync],
  ] as const) {
    try {
      yield { form: `packed the body with ${name}`, bytes: unpack(bytes, limit) };
    } catch {
      // It is not packed so.
    }
  }
}

function* asText(text: string): Generator<Writing, void, void> {
  const changes: [form: string, before: string][] = [
    ["added a line break at the end", withoutLastBreaks(text)],
    ["took the line break at the end away", `${text}\n`],
    ["turned line breaks into CRLF", text.replaceAll("\r\n", "\n")],
    ["turned CRLF into line breaks", text.replaceAll(/\r?\n/g, "\r\n")],
    ["added a byte order mark", text.replace(/^\uFEFF/, "")],
    ["added blanks around the body", text.trim()],
  ];
  for (const [form, before] of changes) if (before !== text) yield { form, bytes: Buffer.from(before) };
}

/** By hand: a regular expression for this takes minutes on a body that a stranger made of line breaks. */
function withoutLastBreaks(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === "\n" || text[end - 1] === "\r")) end -= 1;
  return text.slice(0, end);
}

/** Every sign beyond ASCII as `\\u00eb`. */
export const escapeUnicode = (text: string): string =>
  text.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

const LAYOUTS: readonly (readonly [as: string, write: (json: unknown) => string])[] = [
  ["Stripe's, indented by two", (json) => JSON.stringify(json, null, 2)],
  ["without blanks", (json) => JSON.stringify(json)],
  ["with a blank after each comma and colon", spaced],
  ["indented by four", (json) => JSON.stringify(json, null, 4)],
  ["indented by tabs", (json) => JSON.stringify(json, null, "\t")],
];
const ESCAPES: readonly (readonly [as: string, escape: (text: string) => string])[] = [
  ["", (text) => text],
  [", non-ASCII letters escaped", escapeUnicode],
  [", slashes escaped", (text) => text.replaceAll("/", "\\/")],
  [", slashes and non-ASCII letters escaped", (text) => escapeUnicode(text.replaceAll("/", "\\/"))],
];

function* asJson(json: unknown, what: string): Generator<Writing, void, void> {
  for (const [layout, write] of LAYOUTS) {
    const plain = write(json);
    for (const [escapes, escape] of ESCAPES) {
      const text = escape(plain);
      if (escapes !== "" && text === plain) continue;
      const form = `${what}; what was signed is ${layout}${escapes}`;
      yield { form, bytes: Buffer.from(text) };
      yield { form: `${form}, with a line break at the end`, bytes: Buffer.from(`${text}\n`) };
    }
  }
}

/** As several languages write JSON by default: `{"a": 1, "b": [1, 2]}`. */
export function spaced(json: unknown): string {
  if (Array.isArray(json)) return `[${json.map(spaced).join(", ")}]`;
  if (typeof json !== "object" || json === null) return JSON.stringify(json);
  const members = Object.entries(json).map(([key, value]) => `${JSON.stringify(key)}: ${spaced(value)}`);
  return `{${members.join(", ")}}`;
}

const rank = (key: string): number => (key === "id" ? 0 : key === "object" ? 1 : 2);

/** Stripe writes `id` and `object` first and the rest by the alphabet. */
function inStripesOrder(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(inStripesOrder);
  if (typeof json !== "object" || json === null) return json;
  const entries = Object.entries(json).toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, inStripesOrder(value)]));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

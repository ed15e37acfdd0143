import { escapeUnicode, spaced } from "../events/other-writings.ts";

const slashes = (text: string): string => text.replaceAll("/", "\\/");
const tags = (text: string): string =>
  text.replaceAll(/[<>&]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

const WRITERS: readonly (readonly [name: string, write: (json: unknown) => string])[] = [
  ["JSON.stringify", (json) => JSON.stringify(json)],
  ["Python's json.dumps", (json) => escapeUnicode(spaced(json))],
  ["Python's json.dumps", spaced],
  ["PHP's json_encode", (json) => escapeUnicode(slashes(JSON.stringify(json)))],
  ["Go's json.Marshal", (json) => tags(JSON.stringify(sorted(json)))],
  ["a printer that indents by two", (json) => JSON.stringify(json, null, 2)],
  ["a printer that indents by four", (json) => JSON.stringify(json, null, 4)],
];

/** Which writer of JSON writes a body just so; null where none that is known does. */
export function writerOf(body: Uint8Array): string | null {
  const text = Buffer.from(body).toString("utf8").trimEnd();
  const json = parse(text);
  if (typeof json !== "object" || json === null) return null;
  return WRITERS.find(([, write]) => write(json) === text)?.[0] ?? null;
}

function sorted(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(sorted);
  if (typeof json !== "object" || json === null) return json;
  const entries = Object.entries(json).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, sorted(value)]));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

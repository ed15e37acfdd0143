import { isUtf8 } from "node:buffer";
import type { Writing } from "./other-writings.ts";

/** A body that something put into an envelope of its own: what was inside may be what Stripe signed. */
export function* outOfWrappings(text: string, json: unknown): Generator<Writing, void, void> {
  if (typeof json === "string") yield* inside(json, "wrote the body into a JSON string");
  const body = typeof json === "object" && json !== null && "body" in json ? json.body : undefined;
  if (typeof body === "string") yield* inside(body, "put the body into the field body of another JSON");
  if (typeof body === "object" && body !== null)
    yield {
      form: "put the body, parsed, into the field body of another JSON; what was signed is Stripe's, indented by two",
      bytes: Buffer.from(JSON.stringify(body, null, 2)),
    };
  if (isBase64(text)) yield { form: "wrote the body as base64", bytes: Buffer.from(text, "base64") };
  if (/^(?:\w+=)?%7B/i.test(text)) {
    const escaped = text.replace(/^\w+=/, "").replaceAll("+", " ");
    yield { form: "wrote the body as a form's field", bytes: Buffer.from(unescaped(escaped)) };
  }
}

function* inside(text: string, form: string): Generator<Writing, void, void> {
  yield { form, bytes: Buffer.from(text) };
  if (isBase64(text)) yield { form: `${form}, as base64`, bytes: Buffer.from(text, "base64") };
}

const isBase64 = (text: string): boolean => text.length >= 8 && /^[\w+/-]+={0,2}$/.test(text.replaceAll(/\s/g, ""));

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** A body whose bytes were read in one charset and written in another. */
export function* inOtherCharsets(bytes: Buffer, text: string): Generator<Writing, void, void> {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe ? "utf-16be" : null;
  if (utf16) yield { form: "wrote the UTF-8 body as UTF-16", bytes: recoded(bytes, utf16) };
  if (bytes.byteLength === Buffer.byteLength(text, "utf8") && isUtf8(bytes)) yield* misread(text);
  else yield { form: "wrote the UTF-8 body as Latin-1", bytes: recoded(bytes, "windows-1252") };
}

const recoded = (bytes: Buffer, charset: string): Buffer => Buffer.from(new TextDecoder(charset).decode(bytes));

/** What was UTF-8, was read as something else, and written as UTF-8 again. */
function* misread(text: string): Generator<Writing, void, void> {
  const latin = Buffer.from(text, "latin1");
  if (latin.toString("latin1") === text && latin.byteLength !== Buffer.byteLength(text))
    yield { form: "read the UTF-8 body as Latin-1", bytes: latin };
  const windows = inWindows1252(text);
  if (windows && !windows.equals(latin)) yield { form: "read the UTF-8 body as Windows-1252", bytes: windows };
  for (const composed of ["NFC", "NFD"] as const) {
    const before = text.normalize(composed);
    if (before !== text) yield { form: "composed its accents anew", bytes: Buffer.from(before) };
  }
}

const WINDOWS_1252 = new Map(
  Array.from(
    new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)),
    (sign, byte) => [sign, byte],
  ),
);

/** A text in Windows-1252; null where it has letters that are not in it, or none beyond ASCII. */
function inWindows1252(text: string): Buffer | null {
  const bytes: number[] = [];
  for (const sign of text) {
    const byte = WINDOWS_1252.get(sign);
    if (byte === undefined) return null;
    bytes.push(byte);
  }
  return bytes.some((byte) => byte > 0x7f) ? Buffer.from(bytes) : null;
}

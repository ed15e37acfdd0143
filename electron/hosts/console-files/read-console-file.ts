import { readFile } from "node:fs/promises";
import path from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

export interface ConsoleFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** A name that holds a hash of its content never changes; the page itself does. */
  readonly cacheControl: string;
}

/** A file of the built console by its URL's path; null where there is none. Nothing outside `root` is ever read. */
export async function readConsoleFile(root: string, pathname: string): Promise<ConsoleFile | null> {
  const decoded = decode(pathname);
  if (decoded === null) return null;
  const file = path.join(root, decoded === "/" ? "index.html" : decoded);
  const type = TYPES[path.extname(file)];
  if (!file.startsWith(root + path.sep) || !type) return null;
  try {
    const body = await readFile(file);
    const hashed = path.relative(root, file).startsWith(`assets${path.sep}`);
    return { body, type, cacheControl: hashed ? "public, max-age=31536000, immutable" : "no-store" };
  } catch {
    return null;
  }
}

function decode(pathname: string): string | null {
  try {
    const decoded = decodeURIComponent(pathname);
    return decoded.includes("\0") ? null : decoded;
  } catch {
    return null;
  }
}

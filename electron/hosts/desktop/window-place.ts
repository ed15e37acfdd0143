import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

const Bounds = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Bounds = z.infer<typeof Bounds>;

export const FIRST_SIZE = { width: 1440, height: 900 };
/** The smallest window that the console is drawn for. */
export const SMALLEST = { width: 1024, height: 680 };

/** Where the window stood when it was last closed, if `screenAt` still shows that place; else the first size. */
export function rememberedPlace(file: string, screenAt: (bounds: Bounds) => Bounds): Partial<Bounds> {
  const bounds = readBounds(file);
  return bounds && overlaps(bounds, screenAt(bounds)) ? bounds : FIRST_SIZE;
}

/** Keeps the place for the next start; that it can't be kept is no reason to hold a window open. */
export function rememberPlace(file: string, { x, y, width, height }: Bounds): void {
  try {
    writeFileSync(file, JSON.stringify({ x, y, width, height }));
  } catch {
    // The next start opens at the first size.
  }
}

function readBounds(file: string): Bounds | null {
  try {
    return Bounds.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

const overlaps = (a: Bounds, b: Bounds) =>
  a.x < b.x + b.width && a.x + a.width > b.x && a.y < b.y + b.height && a.y + a.height > b.y;

import { err, ok, type Result } from "../../../shared/kernel/result.ts";

/** A place in a text, both counted from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** A JSON document that knows where its values stand. */
export interface LocatedJson {
  readonly value: unknown;
  /** Where the value at `path` begins; of a path that is not there, its nearest ancestor. */
  positionOf(path: readonly PropertyKey[]): Position;
}

export interface JsonBroken {
  readonly position: Position;
  /** What was expected and what stands there, without a full stop. */
  readonly says: string;
}

const DEEPEST = 64;
const SPACE = /[ \t\r\n]*/y;
const STRING = /"[^"\\\p{Cc}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\p{Cc}]*)*"/uy;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

type Path = readonly PropertyKey[];
const keyOf = (path: Path): string => JSON.stringify(path);

/** What is wrong, and how many characters stand before it. */
interface Fault {
  readonly offset: number;
  readonly says: string;
}

/** Reads JSON as `JSON.parse` does, but says where a fault stands, refuses a field that stands twice, and keeps positions. */
export function readLocatedJson(text: string): Result<LocatedJson, JsonBroken> {
  const { starts, fault } = new Scan(text).whole();
  if (fault) return err({ position: positionAt(text, fault.offset), says: fault.says });
  const value: unknown = JSON.parse(text);
  return ok({ value, positionOf: (path) => positionAt(text, nearest(starts, path, text.search(/\S/))) });
}

function nearest(starts: ReadonlyMap<string, number>, path: Path, root: number): number {
  let start = root;
  for (let length = 1; length <= path.length; length += 1) start = starts.get(keyOf(path.slice(0, length))) ?? start;
  return start;
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

/** Walks a text once and notes where each value begins. It stops at the first fault. */
class Scan {
  readonly #text: string;
  readonly #starts = new Map<string, number>();
  #at = 0;
  #fault: Fault | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): { readonly starts: ReadonlyMap<string, number>; readonly fault: Fault | null } {
    this.#value([]);
    if (this.#peek() !== undefined) this.#fail("the end of the file is expected");
    return { starts: this.#starts, fault: this.#fault };
  }

  #value(path: Path): void {
    const next = this.#peek();
    if (path.length > DEEPEST) return this.#fail(`nothing may be nested deeper than ${DEEPEST} levels`);
    this.#starts.set(keyOf(path), this.#at);
    if (next === "{") this.#object(path);
    else if (next === "[") this.#array(path);
    else if (next === '"') this.#string();
    else if (!this.#take(SCALAR)) this.#fail("a value is expected");
  }

  #object(path: Path): void {
    const seen = new Set<string>();
    this.#items("}", "a comma or } is expected", () => {
      if (this.#peek() !== '"') return this.#fail("a field's name in double quotes is expected");
      const start = this.#at;
      const key = this.#string();
      if (seen.has(key)) return this.#broken(start, `the field ${key} stands twice`);
      seen.add(key);
      if (this.#peek() !== ":") return this.#fail("a colon is expected");
      this.#at += 1;
      this.#value([...path, key]);
    });
  }

  #array(path: Path): void {
    let index = 0;
    this.#items("]", "a comma or ] is expected", () => this.#value([...path, index++]));
  }

  /** What stands between an opening sign and `end`, by commas; a comma before `end` is told as what it is. */
  #items(end: string, otherwise: string, item: () => void): void {
    this.#at += 1;
    if (this.#peek() === end) return void (this.#at += 1);
    for (;;) {
      item();
      const next = this.#peek();
      if (next === end) return void (this.#at += 1);
      if (next !== ",") return this.#fail(otherwise);
      const comma = this.#at;
      this.#at += 1;
      if (this.#peek() === end) return this.#broken(comma, `the comma before ${end} is one too many`);
    }
  }

  #string(): string {
    const found = this.#take(STRING);
    if (found !== undefined) return JSON.parse(found) as string;
    this.#broken(this.#at, "the text in double quotes has no end on its line, or a \\ that means nothing");
    return "";
  }

  #peek(): string | undefined {
    this.#take(SPACE);
    return this.#text[this.#at];
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #fail(says: string): void {
    this.#broken(this.#at, `${says}, but ${this.#text[this.#at] ?? "the end of the file"} stands there`);
  }

  /** The first fault stays the fault; nothing is read any more, so that all that was begun finds the text at its end. */
  #broken(offset: number, says: string): void {
    this.#fault ??= { offset, says };
    this.#at = this.#text.length;
  }
}

/** Where in a value something stands: keys and places of lists, outermost first. */
export type JsonPath = readonly (string | number)[];

/** One line of JSON as it is shown. `end` is the line that closes what this one opens. */
export interface JsonLine {
  readonly depth: number;
  readonly name: string | null;
  readonly path: JsonPath;
  readonly kind: "open" | "close" | "string" | "number" | "word";
  readonly text: string;
  readonly comma: boolean;
  readonly end?: number;
}

type Name = string | null;
type Place = Pick<JsonLine, "depth" | "name" | "path" | "comma">;

function scalar(value: unknown): Pick<JsonLine, "kind" | "text"> {
  const text = JSON.stringify(value) ?? "null";
  if (typeof value === "string") return { kind: "string", text };
  return { kind: typeof value === "number" ? "number" : "word", text };
}

/** A value as lines, two brackets and a line a member; what is empty takes one line. */
export function jsonLines(value: unknown): readonly JsonLine[] {
  const lines: JsonLine[] = [];
  const add = (value: unknown, place: Place) => {
    if (typeof value !== "object" || value === null) return lines.push({ ...place, ...scalar(value) });
    const { depth, path } = place;
    const list = Array.isArray(value);
    const members: [Name, unknown][] = list ? value.map((one) => [null, one]) : Object.entries(value);
    const [open, close] = list ? ["[", "]"] : ["{", "}"];
    if (members.length === 0) return lines.push({ ...place, kind: "word", text: open + close });
    const opened = { ...place, comma: false, kind: "open", text: open } as const;
    const at = lines.push(opened) - 1;
    for (const [index, [name, member]] of members.entries()) {
      const comma = index < members.length - 1;
      add(member, { depth: depth + 1, name, path: [...path, name ?? index], comma });
    }
    const end = lines.push({ ...place, name: null, kind: "close", text: close }) - 1;
    return (lines[at] = { ...opened, end });
  };
  add(value, { depth: 0, name: null, path: [], comma: false });
  return lines;
}

/** A path as one writes it in code: `data.object.items[0]["the key"]`; nothing for the whole. */
export const pathText = (path: JsonPath): string =>
  path
    .map((part, at) => {
      if (typeof part === "number") return `[${part}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(part)) return `[${JSON.stringify(part)}]`;
      return at === 0 ? part : `.${part}`;
    })
    .join("");

/** What stands at a path as text to copy: a string as it is, everything else as JSON. */
export function valueText(root: unknown, path: JsonPath): string {
  const value = path.reduce<unknown>((at, part) => (at as Readonly<Record<string | number, unknown>>)[part], root);
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

/** The numbers of the lines that are to be seen when those in `folded` are closed. */
export function unfolded(lines: readonly JsonLine[], folded: ReadonlySet<number>): readonly number[] {
  const seen: number[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    seen.push(at);
    if (folded.has(at)) at = lines[at]?.end ?? at;
  }
  return seen;
}

/** The numbers of the lines in which `query` stands, in any case; none for an empty one. */
export function linesWith(lines: readonly JsonLine[], query: string): readonly number[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return [];
  return lines.flatMap(({ name, text }, at) => (`${name ?? ""}: ${text}`.toLowerCase().includes(wanted) ? [at] : []));
}

export type LineMove = "next" | "previous" | "first" | "last" | "out";

/** The line that a move leads to among those that are seen; brackets that only close are passed over. */
export function movedLine(
  lines: readonly JsonLine[],
  seen: readonly number[],
  from: number | null,
  move: LineMove,
): number {
  const stops = seen.filter((no) => lines[no]?.kind !== "close");
  const [first, last] = [stops[0] ?? 0, stops.at(-1) ?? 0];
  if (move === "first" || from === null) return first;
  if (move === "last") return last;
  if (move === "next") return stops.find((no) => no > from) ?? last;
  const before = stops.filter((no) => no < from);
  if (move === "previous") return before.at(-1) ?? first;
  return before.findLast((no) => (lines[no]?.depth ?? 0) < (lines[from]?.depth ?? 0)) ?? first;
}

/** Text as a value; undefined where it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** One line of JSON as it is shown. `end` is the line that closes what this one opens. */
export interface JsonLine {
  readonly depth: number;
  readonly name: string | null;
  readonly kind: "open" | "close" | "string" | "number" | "word";
  readonly text: string;
  readonly comma: boolean;
  readonly end?: number;
}

type Name = string | null;

function scalar(value: unknown): Pick<JsonLine, "kind" | "text"> {
  const text = JSON.stringify(value) ?? "null";
  if (typeof value === "string") return { kind: "string", text };
  return { kind: typeof value === "number" ? "number" : "word", text };
}

/** A value as lines, two brackets and a line a member; what is empty takes one line. */
export function jsonLines(value: unknown): readonly JsonLine[] {
  const lines: JsonLine[] = [];
  const add = (value: unknown, depth: number, name: Name, comma: boolean) => {
    if (typeof value !== "object" || value === null) return lines.push({ depth, name, comma, ...scalar(value) });
    const list = Array.isArray(value);
    const members: [Name, unknown][] = list ? value.map((one) => [null, one]) : Object.entries(value);
    const [open, close] = list ? ["[", "]"] : ["{", "}"];
    if (members.length === 0) return lines.push({ depth, name, kind: "word", text: open + close, comma });
    const at = lines.push({ depth, name, kind: "open", text: open, comma: false }) - 1;
    for (const [index, [key, member]] of members.entries()) add(member, depth + 1, key, index < members.length - 1);
    const end = lines.push({ depth, name: null, kind: "close", text: close, comma }) - 1;
    return (lines[at] = { depth, name, kind: "open", text: open, comma: false, end });
  };
  add(value, 0, null, false);
  return lines;
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

/** Text as a value; undefined where it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

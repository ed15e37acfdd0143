/** How many characters of the tail are kept; they are what people compare. */
const TAIL = 6;

/**
 * An id with its prefix and its tail, the two parts that people compare: `ord_…3FVH5C`, `cs_live_…02kQx7`.
 * One that has no prefix keeps its first four characters; a short one comes back whole.
 */
export function shortId(id: string): string {
  const cut = id.lastIndexOf("_");
  const head = cut > 0 ? id.slice(0, cut + 1) : id.slice(0, 4);
  return id.length - head.length <= TAIL + 3 ? id : `${head}…${id.slice(-TAIL)}`;
}

export interface TextPart {
  readonly kind: "text" | "id" | "code";
  readonly text: string;
}

const ID = String.raw`\b(?:ord|cs_test|cs_live|evt|cus|sub|price|pi|in|we|req)_(?:[A-Za-z0-9]{6,}|…[A-Za-z0-9]{4,})\b`;
const CODE = String.raw`\b[A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9]\b`;
const NOTABLE = new RegExp(`(${ID})|(${CODE})`, "g");

/** A sentence in parts, so that ids can be shortened and codes set apart. The parts joined are the sentence. */
export function splitProse(sentence: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of sentence.matchAll(NOTABLE)) {
    if (match.index > done) parts.push({ kind: "text", text: sentence.slice(done, match.index) });
    parts.push({ kind: match[1] === undefined ? "code" : "id", text: match[0] });
    done = match.index + match[0].length;
  }
  if (done < sentence.length) parts.push({ kind: "text", text: sentence.slice(done) });
  return parts;
}

import { isUtf8 } from "node:buffer";

/** What can be seen of a body alone, where no signature fits it: why none can. */
interface BodyTrouble {
  readonly code: "BODY_EMPTY" | "BODY_TRUNCATED" | "BODY_NOT_TEXT" | "BODY_CHARSET_LOST";
  readonly says: string;
}

/** Why no secret could fit this body; null where nothing is to be seen. `isEvent`: it reads as an event all the same. */
export function bodyTrouble(body: Uint8Array, isEvent: boolean): BodyTrouble | null {
  if (body.byteLength === 0)
    return { code: "BODY_EMPTY", says: "The body is empty: a proxy dropped it, or it was never sent." };
  if (!isUtf8(body) || body.includes(0))
    return { code: "BODY_NOT_TEXT", says: "The body is no UTF-8 text, and Stripe's events are: something recoded it." };
  const text = Buffer.from(body).toString("utf8");
  if (text.includes("\uFFFD"))
    return {
      code: "BODY_CHARSET_LOST",
      says: "The body was read in a wrong charset: letters of it are lost, marked by U+FFFD, so no secret can fit any more.",
    };
  if (isEvent || !endsInTheMiddle(text)) return null;
  const bytes = body.byteLength.toLocaleString("en-US");
  return {
    code: "BODY_TRUNCATED",
    says: `The body ends after ${bytes} bytes, in the middle of its JSON: what carried it cut it off.`,
  };
}

/** Whether a text is the beginning of a JSON object whose end is missing. */
function endsInTheMiddle(text: string): boolean {
  if (!text.trimStart().startsWith("{")) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (inString && sign === "\\") at += 1;
    else if (sign === '"') inString = !inString;
    else if (!inString && (sign === "{" || sign === "[")) depth += 1;
    else if (!inString && (sign === "}" || sign === "]")) {
      depth -= 1;
      if (depth === 0) return false;
    }
  }
  return true;
}

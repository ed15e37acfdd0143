import { tidyBody } from "../rules/field-values.ts";
import { type Answer, refusal } from "./answer.ts";

/** A request's body as the framework reads it: JSON, or a form; texts trimmed, empty ones null. Malformed JSON is 400. */
export function readBody(text: string, contentType: string): { readonly body: unknown } | Answer {
  if (text === "") return { body: null };
  if (/[/+]json/i.test(contentType)) {
    try {
      return { body: tidyBody(JSON.parse(text)) };
    } catch {
      const detail = "The JSON data passed in the request appears to be malformed: Syntax error";
      return refusal(400, "BadRequestHttpException", detail);
    }
  }
  return { body: tidyBody(Object.fromEntries(new URLSearchParams(text))) };
}

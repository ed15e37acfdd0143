import { isList } from "./checks.ts";

/** A place in a request body: whether it is there at all, and what it holds. */
export interface FoundValue {
  readonly present: boolean;
  readonly value: unknown;
}

/** What stands at `limits.memory`. */
export function valueAt(body: unknown, field: string): FoundValue {
  let at: unknown = body;
  for (const key of field.split(".")) {
    if (!isList(at) || !Object.hasOwn(at, key)) return { present: false, value: undefined };
    at = Reflect.get(at, key);
  }
  return { present: true, value: at };
}

/** `ports.*` as the fields that the body has: `ports.0`, `ports.1`, … A field without a star is itself. */
export function expandField(body: unknown, field: string): string[] {
  const star = field.indexOf(".*");
  if (star === -1) return [field];
  const list = valueAt(body, field.slice(0, star)).value;
  if (!isList(list)) return [];
  return Object.keys(list).flatMap((key) =>
    expandField(body, `${field.slice(0, star)}.${key}${field.slice(star + 2)}`),
  );
}

/** A body as the framework hands it to rules: texts trimmed (passwords excepted), empty texts null. */
export function tidyBody(value: unknown, name = ""): unknown {
  if (typeof value === "string") {
    const trimmed = /^(password|password_confirmation|current_password)$/.test(name) ? value : value.trim();
    return trimmed === "" ? null : trimmed;
  }
  if (Array.isArray(value)) return value.map((inner) => tidyBody(inner));
  if (!isList(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, tidyBody(inner, key)]));
}

import type { Metadata } from "../shapes/object-types.ts";
import type { Form } from "./parse-form.ts";
import { missingParam, refused, StripeRefusal } from "./stripe-refusal.ts";

/**
 * Reads typed values out of a decoded form. Whatever does not fit is refused as Stripe refuses it, naming the field with
 * its whole path (`line_items[0][price]`).
 */
export class Fields {
  readonly #form: Form;
  readonly #at: string;

  constructor(form: Form, at = "") {
    this.#form = form;
    this.#at = at;
  }

  /** The field's whole name, for a refusal. */
  path(name: string): string {
    return this.#at === "" ? name : `${this.#at}[${name}]`;
  }

  has(name: string): boolean {
    return this.#form[name] !== undefined;
  }

  /** Refuses fields that the endpoint does not have. */
  allow(...names: readonly string[]): this {
    const unknown = Object.keys(this.#form).find((name) => !names.includes(name));
    if (unknown === undefined) return this;
    const param = this.path(unknown);
    throw refused(param, `Received unknown parameter: ${param}`, "parameter_unknown");
  }

  /** The text, undefined where it is absent. An empty one is refused: Stripe reads it as "unset". */
  text(name: string): string | undefined {
    const value = this.emptyable(name);
    if (value !== null) return value;
    const param = this.path(name);
    const message = `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`;
    throw refused(param, message, "parameter_invalid_empty");
  }

  /** Like {@link text}, for a field that can be unset: null for the empty text. */
  emptyable(name: string): string | null | undefined {
    const value = this.#form[name];
    if (typeof value === "object") throw refused(this.path(name), "Invalid string: {}");
    return value === "" ? null : value;
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw missingParam(this.path(name));
    return value;
  }

  integer(name: string, { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = {}): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
    const param = this.path(name);
    if (!Number.isSafeInteger(value)) throw refused(param, `Invalid integer: ${text}`, "parameter_invalid_integer");
    if (value < min)
      throw refused(param, `This value must be greater than or equal to ${min}.`, "parameter_invalid_integer");
    if (value > max)
      throw refused(param, `This value must be less than or equal to ${max}.`, "parameter_invalid_integer");
    return value;
  }

  boolean(name: string): boolean | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (text === "true" || text === "1") return true;
    if (text === "false" || text === "0") return false;
    throw refused(this.path(name), `Invalid boolean: ${text}`);
  }

  oneOf<const T extends string>(name: string, options: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = options.find((option) => option === text);
    if (found !== undefined) return found;
    const list = options.join(", ");
    throw refused(this.path(name), `Invalid ${this.path(name)}: must be one of ${list}`);
  }

  group(name: string): Fields | undefined {
    const value = this.#form[name];
    if (value === undefined || value === "") return undefined;
    if (typeof value === "string") throw refused(this.path(name), "Invalid object");
    return new Fields(value, this.path(name));
  }

  /** An array's texts, in the order of their indexes. */
  texts(name: string): string[] | undefined {
    return this.#elements(name)?.map(([index, value]) => {
      if (typeof value === "string") return value;
      throw refused(`${this.path(name)}[${index}]`, "Invalid string: {}");
    });
  }

  /** An array's objects, in the order of their indexes. */
  each(name: string): Fields[] | undefined {
    return this.#elements(name)?.map(([index, value]) => {
      if (typeof value === "object") return new Fields(value, `${this.path(name)}[${index}]`);
      throw refused(`${this.path(name)}[${index}]`, "Invalid object");
    });
  }

  #elements(name: string): [string, string | Form][] | undefined {
    const value = this.#form[name];
    if (value === undefined || value === "") return undefined;
    const entries = typeof value === "string" ? [] : Object.entries(value);
    if (typeof value === "string" || entries.some(([index]) => !/^\d+$/.test(index)))
      throw refused(this.path(name), "Invalid array");
    return entries.sort(([a], [b]) => Number(a) - Number(b));
  }

  /** `before` with the metadata of the request laid over it: an empty value removes a key, an empty `metadata` all. */
  metadata(before: Readonly<Metadata> | null = {}, name = "metadata"): Metadata {
    if (this.#form[name] === "") return {};
    const after = new Map(Object.entries(before ?? {}));
    const group = this.group(name);
    for (const key of Object.keys(group?.all() ?? {})) {
      const value = group!.emptyable(key);
      if (value === null) after.delete(key);
      else after.set(checkedKey(key, group!), checkedValue(value!, group!.path(key)));
    }
    if (after.size > 50)
      throw refused(this.path(name), "You can only specify up to 50 keys; you specified more.", "parameter_invalid");
    return Object.fromEntries(after);
  }

  /** Every field as it came; for what is stored as it is. */
  all(): Form {
    return this.#form;
  }
}

function checkedKey(key: string, group: Fields): string {
  if (key.length <= 40) return key;
  const message = `Metadata keys can have up to 40 characters, but you passed in a key that is ${key.length} characters. Invalid key: ${key}`;
  throw new StripeRefusal(400, { message, param: group.path(key) });
}

function checkedValue(value: string, param: string): string {
  if (value.length <= 500) return value;
  const message = `Metadata values can have up to 500 characters, but you passed in a value that is ${value.length} characters. Invalid value: ${value}`;
  throw new StripeRefusal(400, { message, param });
}

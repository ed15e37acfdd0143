/** A decoded form: `a[b][0]=x` is `{a: {b: {0: "x"}}}`. Arrays stay records by index; only a reader knows which it wants. */
export interface Form {
  readonly [name: string]: string | Form;
}
interface OpenForm {
  [name: string]: string | OpenForm;
}

const DEEPEST = 10;

/**
 * Decodes a form body or query string by Stripe's bracket convention. `a[]=x&a[]=y` counts up like `a[0]=x&a[1]=y`, and
 * `a[][b]=1&a[][c]=2` goes on with one element until a name repeats. Never throws: nesting too deep to mean anything is
 * kept as one flat name, which the reader then refuses as unknown.
 */
export function parseForm(text: string): Form {
  const form = emptyForm();
  for (const [name, value] of new URLSearchParams(text)) put(form, segmentsOf(name), value);
  return form;
}

// Without a prototype, so that a field named `__proto__` or `constructor` is a field like any other.
const emptyForm = (): OpenForm => Object.create(null) as OpenForm;

function segmentsOf(name: string): string[] {
  const found = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!found) return [name];
  const inner = [...found[2]!.matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1]!);
  return inner.length > DEEPEST ? [name] : [found[1]!, ...inner];
}

function put(form: OpenForm, path: readonly string[], value: string): void {
  const [name, ...rest] = path;
  const key = name === "" ? nextKey(form, rest) : name!;
  if (rest.length === 0) {
    form[key] = value;
    return;
  }
  const below = form[key];
  const next = isForm(below) ? below : emptyForm();
  form[key] = next;
  put(next, rest, value);
}

function nextKey(form: OpenForm, rest: readonly string[]): string {
  const count = Object.keys(form).length;
  const last = form[String(count - 1)];
  const goesOn = rest.length > 0 && isForm(last) && !holds(last, rest);
  return String(goesOn ? count - 1 : count);
}

function holds(form: OpenForm, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  if (name === "") return false;
  const below = form[name];
  if (below === undefined) return false;
  return rest.length === 0 || !isForm(below) || holds(below, rest);
}

const isForm = (value: string | OpenForm | undefined): value is OpenForm => typeof value === "object";

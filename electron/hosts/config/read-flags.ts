import { err, ok, type Result } from "../../../shared/kernel/result.ts";

/** What a command line asked for: texts by flag, and the flags without a value. */
export interface Flags {
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
}

/** Which flags a command knows: those that take a value, and those that stand alone. */
export interface KnownFlags {
  readonly valued: readonly string[];
  readonly alone: readonly string[];
  /** Skip what is unknown instead of refusing it: a desktop's command line carries Chromium's switches too. */
  readonly lenient?: boolean;
}

/** Reads `--flag value` and `--flag=value`, the last one winning; the error is a sentence that names the flag. */
export function readFlags(argv: readonly string[], known: KnownFlags): Result<Flags, string> {
  const values = new Map<string, string>();
  const switches = new Set<string>();
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [flag = "", ...inline] = word.split("=");
    if (known.alone.includes(word)) {
      switches.add(word);
    } else if (known.valued.includes(flag)) {
      const value = word.includes("=") ? inline.join("=") : valueAfter(rest);
      if (value === undefined || value === "") return err(`${flag} needs a value: write ${flag}=VALUE.`);
      values.set(flag, value);
    } else if (known.alone.includes(flag)) {
      return err(`${flag} takes no value: write ${flag} alone.`);
    } else if (!known.lenient) {
      return err(unknownSentence(word, flag, known));
    }
  }
  return ok({ values, switches });
}

/** Takes the next word unless it is a flag itself, so that `--data-dir --open` is noticed. */
function valueAfter(rest: string[]): string | undefined {
  return rest[0]?.startsWith("--") ? undefined : rest.shift();
}

/** Only the flag is named: a word that stands alone may be a secret that lost its flag. */
function unknownSentence(word: string, flag: string, known: KnownFlags): string {
  if (!word.startsWith("-"))
    return "A word on the command line belongs to no flag: run with --help to see what there is.";
  const near = [...known.valued, ...known.alone].find((candidate) => candidate.startsWith(flag) && flag.length > 3);
  return `${flag} is not a flag of Waybill: ${near ? `did you mean ${near}?` : "run with --help to see what there is."}`;
}

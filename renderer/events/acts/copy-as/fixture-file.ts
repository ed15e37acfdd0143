import { maskPayload } from "./mask-payload.ts";

/** A file to be downloaded. */
export interface FixtureFile {
  readonly name: string;
  readonly text: string;
}

/** An event as a test's fixture: its payload, indented by two; masked where it is to leave the shop. Null of what is no JSON. */
export function fixtureFile(type: string, payload: string, isMasked: boolean): FixtureFile | null {
  const json = parsed(payload);
  if (json === undefined) return null;
  const name = `${type.replaceAll(/[^\w.-]+/g, "-").slice(0, 80)}${isMasked ? ".masked" : ""}.json`;
  return { name, text: `${JSON.stringify(isMasked ? maskPayload(json) : json, null, 2)}\n` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Lets the browser save a file. */
export function download({ name, text }: FixtureFile): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

import type { Selectable } from "kysely";
import type { AuditLogTable } from "../store/tables/work.ts";

type ActRow = Pick<Selectable<AuditLogTable>, "act" | "before" | "after" | "reason">;

/** An act in words: what was done, what it changed, and the reason that was given. */
export function auditSentence({ act, before, after, reason }: ActRow): string {
  if (act === "note" && reason) return `Note: ${reason}`;
  const words = act.replaceAll("_", " ");
  const done = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  const changes = changed(fields(before), fields(after));
  const what = changes.length > 0 ? `${done}: ${changes.join(", ")}.` : `${done}.`;
  return reason ? `${what} Reason: ${reason}` : what;
}

function changed(before: Fields, after: Fields): string[] {
  return Object.entries(after).flatMap(([name, to]) => {
    const from = before[name];
    if (from === to || to === "") return [];
    const label = name.replaceAll("_", " ").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    return [from === undefined ? `${label} ${to}` : `${label} from ${from} to ${to}`];
  });
}

type Fields = Readonly<Record<string, string>>;

/** The plain values of what was kept; what has an inside of its own says nothing in one line. */
function fields(text: string | null): Fields {
  const value: unknown = text === null ? null : JSON.parse(text);
  if (typeof value !== "object" || value === null) return {};
  const plain = Object.entries(value).filter(([, inner]) => typeof inner === "string" || typeof inner === "number");
  return Object.fromEntries(plain.map(([name, inner]) => [name, String(inner)]));
}

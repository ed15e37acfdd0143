import type { PanelAct, PanelNeed } from "./panel-acts.ts";
import type { PanelFault } from "./panel-port.ts";

/** `The panel refused the create: SERVER_JARFILE is required.` */
export function validationSentence(act: PanelAct, fields: PanelFault["fields"]): string {
  const reasons = fields.map(reasonOf);
  return `The panel refused ${act.says}: ${reasons.length > 0 ? reasons.join("; ") : "it gave no reason"}.`;
}

/** Which permission the key lacks for this act, and where it is set. */
export function permissionSentence({ says, needs }: PanelAct): string {
  const what = needs.map(
    ({ label, column, access }) => `${access === "read" ? "Read" : "Read & Write"} on ${label} (${column})`,
  );
  return `The panel refused ${says}: its API key may not ${verbOf(needs)}. Give the key ${what.join(" and ")} in the panel under Application API.`;
}

const verbOf = (needs: readonly PanelNeed[]): string =>
  needs.map(({ label, access }) => `${access} ${label.toLowerCase()}`).join(" or ");

/** Rules whose sentence says more when we write it; for the rest the panel's own words stand. */
const REASONS: Readonly<Record<string, string>> = {
  required: "is required",
  required_with: "is required",
  present: "is required",
  unique: "is taken already",
  exists: "does not exist on the panel, or is in use",
};

function reasonOf({ field, rule, detail }: PanelFault["fields"][number]): string {
  const name = field.replace(/^environment\./, "");
  const reason = REASONS[rule];
  if (reason !== undefined) return `${name} ${reason}`;
  return detail === "" ? `${name} breaks the rule ${rule}` : `${name}: ${sentenceBody(detail)}`;
}

/** A foreign sentence made fit to stand inside one of ours: one line, no full stop, no request id. */
export const sentenceBody = (detail: string): string =>
  detail
    .replace(/\s*\(request[ _]id: [^)]*\)/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/\.+$/, "")
    .slice(0, 300);

/** What one line of `stripe listen` says. What is not known is `other`: new versions may say more, and that breaks nothing. */
export type CliLine =
  | { readonly kind: "getting_ready" }
  | { readonly kind: "ready"; readonly secret: string; readonly apiVersion: string | null }
  | { readonly kind: "session_expired" }
  | { readonly kind: "event"; readonly type: string; readonly eventId: string; readonly connect: boolean }
  | { readonly kind: "answered"; readonly status: number; readonly eventId: string }
  /** The event was taken from Stripe and not handed on; neither the CLI nor Stripe tries again. */
  | { readonly kind: "not_handed_on"; readonly says: string }
  | { readonly kind: "fatal"; readonly says: string }
  | { readonly kind: "other" };

const READY = /^Ready!(?: You are using Stripe API Version \[([^\]]+)\]\.)? Your webhook signing secret is (whsec_\w+)/;
const EVENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\s+-->\s+(connect )?([\w.]+) \[(evt_\w+)\]$/;
const ANSWERED = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\s+<--\s+\[(\d{3})\] [A-Z]+ \S+ \[(evt_\w+)\]$/;
const ERROR = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\s+\[ERROR\] (.+)$/;
const FATAL = /^time="[^"]*" level=fatal msg="?(.*?)"?$/s;
const COLOURS = /\p{Cc}\[[\d;]*m/gu;

/** Reads a line of either output, of every version from 1.50 on, with `--format JSON` or without. */
export function readCliLine(raw: string): CliLine {
  const line = raw.replaceAll(COLOURS, "").trim();
  if (line.startsWith("Getting ready...")) return { kind: "getting_ready" };
  if (line.startsWith("Session expired")) return { kind: "session_expired" };
  if (line.startsWith("{")) return readJsonEvent(line);
  return readReady(line) ?? readEvent(line) ?? readTrouble(line) ?? { kind: "other" };
}

function readReady(line: string): CliLine | null {
  // A spinner may stand before it on a terminal; "> Ready!" is how older ones write it.
  const found = READY.exec(line.slice(Math.max(0, line.indexOf("Ready!"))));
  return found && { kind: "ready", apiVersion: found[1] ?? null, secret: found[2]! };
}

function readEvent(line: string): CliLine | null {
  const event = EVENT.exec(line);
  if (event) return { kind: "event", connect: event[1] !== undefined, type: event[2]!, eventId: event[3]! };
  const answer = ANSWERED.exec(line);
  return answer && { kind: "answered", status: Number(answer[1]), eventId: answer[2]! };
}

function readTrouble(line: string): CliLine | null {
  const error = ERROR.exec(line);
  if (error) return { kind: "not_handed_on", says: error[1]! };
  const fatal = FATAL.exec(line);
  return fatal && { kind: "fatal", says: fatal[1]! };
}

function readJsonEvent(line: string): CliLine {
  const json = parse(line);
  if (json === null || typeof json.id !== "string" || typeof json.type !== "string") return { kind: "other" };
  return { kind: "event", type: json.type, eventId: json.id, connect: typeof json.account === "string" };
}

function parse(line: string): { id?: unknown; type?: unknown; account?: unknown } | null {
  try {
    return JSON.parse(line) as { id?: unknown; type?: unknown; account?: unknown };
  } catch {
    return null;
  }
}

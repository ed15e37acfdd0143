const LEVELS: Readonly<Record<number, string>> = {
  10: "trace",
  20: "debug",
  30: "info",
  40: "WARN",
  50: "ERROR",
  60: "FATAL",
};
const SILENT = new Set(["time", "level", "pid", "hostname", "msg", "err"]);

/** One of pino's JSON lines as a person reads it: time, level, sentence, then the facts. Anything else stays as it is. */
export function humanLine(line: string): string {
  const entry = readEntry(line);
  if (!entry) return line;
  const { time, level, msg, err } = entry;
  const at = new Date(Number(time)).toTimeString().slice(0, 8);
  const facts = Object.entries(entry)
    .filter(([name]) => !SILENT.has(name))
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const says = typeof msg === "string" ? [msg] : [];
  return `${[at, (LEVELS[Number(level)] ?? "").padEnd(5), ...says, ...facts].join(" ")}\n${stackOf(err)}`;
}

function readEntry(line: string): Record<string, unknown> | null {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === "object" && entry !== null ? (entry as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function stackOf(err: unknown): string {
  const { stack } = (err ?? {}) as { stack?: unknown };
  return typeof stack === "string" ? `${stack.replaceAll(/^/gm, "         ")}\n` : "";
}

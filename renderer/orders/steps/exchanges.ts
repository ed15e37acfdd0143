/** One call to the panel as a step's evidence keeps it, secrets masked. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly requestBody: unknown;
  readonly status: number | null;
  readonly responseBody: unknown;
  readonly startedAt: number;
  readonly durationMs: number;
}

/** The calls in a step's evidence; none where another version wrote it in another shape. Pure. */
export function exchangesIn(evidence: string | null): readonly Exchange[] {
  if (evidence === null) return [];
  try {
    const read: unknown = JSON.parse(evidence);
    return Array.isArray(read) ? read.filter(isExchange) : [];
  } catch {
    return [];
  }
}

const isExchange = (value: unknown): value is Exchange =>
  typeof value === "object" &&
  value !== null &&
  ["method", "path", "status", "durationMs"].every((field) => Object.hasOwn(value, field));

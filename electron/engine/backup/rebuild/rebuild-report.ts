/** What a rebuild found. Orders by id. */
export class RebuildReport {
  /** Written anew. */
  readonly rebuilt = new Set<string>();
  /** Of those and of others: got the server that the panel has for them. */
  readonly adopted = new Set<string>();
  /** Why what could not be. */
  readonly failed = new Map<string, string>();
  /** Whole parts that could not be asked for. */
  readonly unread: string[] = [];
}

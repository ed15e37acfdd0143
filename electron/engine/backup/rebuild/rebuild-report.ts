/** What a run of a rebuild could not do. */
export class RebuildReport {
  /** Why an order could not be written anew, or not be brought to where it was. By its id. */
  readonly failed = new Map<string, string>();
  /** Whole parts that could not be asked for. */
  readonly unread: string[] = [];
}

/** One step of the schema. Never edited once released: a change is a new file with the next number. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

import type { Fields } from "../wire/fields.ts";
import type { Work } from "../work.ts";

/** One API request inside its transaction. */
export interface Call {
  readonly work: Work;
  /** The form body of a POST, else the query. */
  readonly fields: Fields;
  /** The object that the path names. */
  readonly id: string;
}

export interface Reply {
  readonly status: 200 | 402;
  readonly body: object;
}

/** One endpoint. Its handler is synchronous: nothing else happens in this world between its first read and its commit. */
export interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  /** Hono's pattern; a parameter is called `:id`. */
  readonly path: string;
  readonly run: (call: Call) => Reply;
}

export const reply = (body: object): Reply => ({ status: 200, body });

import type { ClientContext, ClientLink } from "@orpc/client";

export type EngineLink = ClientLink<ClientContext>;

/** An open way to the engine. `closed` settles when it is lost; it never rejects. */
export interface Line {
  readonly link: EngineLink;
  readonly closed: Promise<void>;
}

/** Opens a way to the engine; rejects where there is none just now. */
export type Dial = () => Promise<Line>;

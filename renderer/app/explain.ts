import { ORPCError } from "@orpc/client";

/** What went wrong, for a person: a sentence, and the code for the ticket. */
export interface Explanation {
  readonly code: string;
  readonly says: string;
}

/** A call was made while no engine was there to take it. Nothing was sent. */
export class EngineGone extends Error {
  override readonly name = "EngineGone";
}

/** Whether the engine gave an answer, if only a refusal; without one, whether it acted can't be known. */
export const wasAnswered = (error: unknown): boolean => error instanceof ORPCError;

const SAYS: Readonly<Record<string, string>> = {
  INTERNAL_SERVER_ERROR: "The engine failed on this and wrote why to its log.",
  BAD_REQUEST: "The engine does not take what the console sent. Both may not be of the same version.",
  NOT_FOUND: "The engine does not know this request. Both may not be of the same version.",
  UNAUTHORIZED: "This console is not signed in any more. Open it with the address that the engine printed.",
};

/** Any error of a call as code and sentence. A refusal brings its own, with the values at hand. */
export function explain(error: unknown): Explanation {
  if (error instanceof ORPCError) return { code: error.code, says: SAYS[error.code] ?? error.message };
  if (error instanceof EngineGone)
    return { code: "ENGINE_GONE", says: "The engine is not there to answer. Nothing was sent." };
  return {
    code: "NO_ANSWER",
    says: "The engine went away before it answered. Look at what is shown now before doing it again.",
  };
}

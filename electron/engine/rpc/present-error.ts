import { randomBytes } from "node:crypto";
import { ORPCError } from "@orpc/server";
import { ValidationError } from "@orpc/contract";
import type { Log } from "../ports.ts";

/**
 * What of an error leaves the engine. Refusals pass as they are; a field that does not fit is named in a sentence; anything
 * else is a bug: it goes to the log, and the console gets a number to find it by.
 */
export function presentError(cause: unknown, procedure: string, log: Log): ORPCError<string, unknown> {
  if (cause instanceof ORPCError) {
    if (!(cause.cause instanceof ValidationError)) return cause;
    if (cause.code === "BAD_REQUEST") return unfit(cause, cause.cause);
  }
  const incident = randomBytes(4).toString("hex");
  log.error({ err: cause, procedure, incident }, "A procedure failed");
  const message = `The engine failed at this. The log has the cause under ${incident}.`;
  return new ORPCError("INTERNAL_SERVER_ERROR", { message, data: { incident } });
}

function unfit(error: ORPCError<string, unknown>, { issues }: ValidationError): ORPCError<string, unknown> {
  const message = issues.map((issue) => `${fieldOf(issue.path)}${issue.message}`).join("; ");
  return new ORPCError("BAD_REQUEST", { message, data: error.data });
}

type Path = ValidationError["issues"][number]["path"];

function fieldOf(path: Path): string {
  const names = (path ?? []).map((part) => String(typeof part === "object" ? part.key : part));
  return names.length === 0 ? "" : `${names.join(".")}: `;
}

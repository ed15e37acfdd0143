import { randomUUID } from "node:crypto";
import { ORPCError } from "@orpc/client";
import type { Log } from "../../engine/ports.ts";

interface Call {
  readonly path: readonly string[];
  readonly signal?: AbortSignal | undefined;
  next(): Promise<unknown>;
}

/**
 * An interceptor for an RPC handler. What a procedure refuses with passes; anything else is a bug: it is logged with an
 * id, and the console is told `INTERNAL` and that id, never the error itself.
 */
export function maskingUnknownErrors(log: Log): (call: Call) => Promise<unknown> {
  return async (call) => {
    const masked = (error: unknown) => (isRefusal(error) || call.signal?.aborted ? error : report(log, call, error));
    try {
      const output = await call.next();
      return isStream(output) ? maskedStream(output, masked) : output;
    } catch (error) {
      throw masked(error);
    }
  };
}

async function* maskedStream(stream: AsyncIterable<unknown>, masked: (error: unknown) => unknown) {
  try {
    yield* stream;
  } catch (error) {
    throw masked(error);
  }
}

function report(log: Log, call: Call, error: unknown): ORPCError<"INTERNAL", { id: string }> {
  const id = randomUUID().slice(0, 8);
  log.error({ err: error, procedure: call.path.join("."), id }, "A procedure failed in a way that it does not know.");
  const message = `Something failed inside Waybill. The log has it under ${id}.`;
  return new ORPCError("INTERNAL", { status: 500, message, data: { id } });
}

const isRefusal = (error: unknown) => error instanceof ORPCError && error.code !== "INTERNAL_SERVER_ERROR";

const isStream = (output: unknown): output is AsyncIterable<unknown> =>
  typeof output === "object" && output !== null && Symbol.asyncIterator in output;

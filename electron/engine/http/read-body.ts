import { err, ok, type Result } from "../../../shared/kernel/result.ts";

export interface BodyRefused {
  readonly code: "BODY_TOO_LARGE" | "BODY_TRUNCATED";
  /** What had arrived when it was given up, at most the cap; empty where it was not looked at. */
  readonly head: Uint8Array;
  /** How large it is by its own word, else how much of it arrived. */
  readonly bytes: number;
}

/**
 * Reads a request's body up to `cap` bytes. Never holds more than that, whatever the sender claims or streams.
 * `contentLength` is the header's value, where the caller has it at hand.
 */
export async function readBody(
  request: Request,
  cap: number,
  contentLength: string | null = request.headers.get("content-length"),
): Promise<Result<Uint8Array, BodyRefused>> {
  const declared = Number(contentLength ?? Number.NaN);
  if (declared > cap) return err({ code: "BODY_TOO_LARGE", head: new Uint8Array(), bytes: declared });
  try {
    if (Number.isFinite(declared)) return ok(new Uint8Array(await request.arrayBuffer()));
    return await readStream(request.body, cap);
  } catch {
    return err({ code: "BODY_TRUNCATED", head: new Uint8Array(), bytes: Number.isFinite(declared) ? declared : 0 });
  }
}

async function readStream(
  body: ReadableStream<Uint8Array> | null,
  cap: number,
): Promise<Result<Uint8Array, BodyRefused>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body ?? []) {
      bytes += chunk.byteLength;
      chunks.push(chunk);
      if (bytes > cap) return err({ code: "BODY_TOO_LARGE", head: Buffer.concat(chunks).subarray(0, cap), bytes });
    }
  } catch {
    return err({ code: "BODY_TRUNCATED", head: Buffer.concat(chunks), bytes });
  }
  return ok(Buffer.concat(chunks));
}

import { LabGone } from "../../engine/lab/lab-port.ts";
import { LabSeen } from "../../../shared/contract/lab.ts";
import { noLab, unreachable } from "./ask-sandbox.ts";

/** What the sandbox tells of itself, line by line, until `signal` aborts. Throws a LabGone where it can't, or stops. */
export async function* watchSandbox(
  origin: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<LabSeen, void, void> {
  try {
    const response = await fetch(`${origin}/sandbox/watch`, signal ? { signal } : {});
    if (!response.ok || !response.body) throw new LabGone(noLab(origin).says);
    for await (const line of linesOf(response.body)) yield seenIn(line, origin);
  } catch (cause) {
    if (signal?.aborted) return;
    throw cause instanceof LabGone ? cause : new LabGone(unreachable(origin, cause).says);
  }
  if (!signal?.aborted) throw new LabGone(`The sandbox at ${origin} has ended.`);
}

function seenIn(line: string, origin: string): LabSeen {
  const seen = LabSeen.safeParse(JSON.parse(line));
  if (!seen.success) throw new LabGone(noLab(origin).says);
  return seen.data;
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, void> {
  let rest = "";
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

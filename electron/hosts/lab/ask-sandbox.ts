import { z } from "zod";
import type { LabRefusal } from "../../engine/lab/lab-port.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";

/** Time passes thing by thing there, and a year of a large world takes a while. */
const PATIENCE = 120_000;

const Refused = z.object({ error: z.string() });

/** Asks one of the sandbox's control routes, at Stripe's origin there, and reads its answer. */
export async function askSandbox<T extends z.ZodType>(
  origin: string,
  asked: { readonly method: "DELETE" | "GET" | "POST"; readonly path: string; readonly body?: object },
  answer: T,
): Promise<Result<z.output<T>, LabRefusal>> {
  const { method, path, body } = asked;
  try {
    const response = await fetch(`${origin}/sandbox/${path}`, {
      method,
      ...(body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(PATIENCE),
    });
    return read(origin, response, answer);
  } catch (cause) {
    return err(unreachable(origin, cause));
  }
}

async function read<T extends z.ZodType>(
  origin: string,
  response: Response,
  answer: T,
): Promise<Result<z.output<T>, LabRefusal>> {
  const told: unknown = await response.json().catch(() => null);
  if (response.ok) {
    const parsed = answer.safeParse(told);
    return parsed.success ? ok(parsed.data) : err(noLab(origin));
  }
  const refused = Refused.safeParse(told);
  if (response.status !== 409 || !refused.success) return err(noLab(origin));
  return err({ code: "LAB_REFUSED", says: refused.data.error });
}

/** Something answers there that is no sandbox of ours. */
export const noLab = (origin: string): LabRefusal => ({
  code: "LAB_UNREACHABLE",
  says: `The Stripe at ${origin} has no fault lab. Start Waybill's own sandbox, or unset WAYBILL_STRIPE_API_BASE.`,
});

export const unreachable = (origin: string, cause: unknown): LabRefusal => ({
  code: "LAB_UNREACHABLE",
  says: `The sandbox at ${origin} does not answer (${cause instanceof Error ? cause.message : String(cause)}).`,
});

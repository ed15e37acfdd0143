import type { EndpointList } from "../../../shared/contract/endpoints.ts";

const PATIENCE_MS = 3_000;

/**
 * Asks the address that Stripe would post to with a GET, which changes nothing: an engine answers it with 405 and POST. Give it
 * an address of our own alone. No redirect is followed, and after three seconds it counts as silent.
 */
export async function probeAddress(
  address: string | null,
  patienceMs: number = PATIENCE_MS,
): Promise<EndpointList["probe"]> {
  if (address === null)
    return { state: "unknown", says: "Whether the ingress is reachable was not asked: no public address is set." };
  const startedAt = performance.now();
  try {
    const answer = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(patienceMs) });
    await answer.body?.cancel();
    const took = `in ${Math.max(1, Math.round(performance.now() - startedAt))} ms`;
    if (answer.status === 405 && /\bPOST\b/.test(answer.headers.get("allow") ?? ""))
      return { state: "fine", says: `GET ${address} answered as Waybill does ${took}.` };
    if (answer.status >= 300 && answer.status < 400)
      return { state: "wrong", says: `GET ${address} answered ${answer.status}: Stripe follows no redirect.` };
    return {
      state: "wrong",
      says: `GET ${address} answered ${answer.status} ${took}, and Waybill answers 405: another program is there, or the path is another.`,
    };
  } catch {
    return { state: "wrong", says: `GET ${address} was not answered within ${patienceMs / 1_000} s.` };
  }
}

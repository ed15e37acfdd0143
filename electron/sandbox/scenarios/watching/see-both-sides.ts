import type { LabSeen, LabState } from "../../../../shared/contract/lab.ts";
import type { SandboxPanel } from "../../panel/start-sandbox-panel.ts";
import type { World } from "../../stripe/world.ts";

/** So many of each are shown. */
const SHOWN = 40;

/** How the lab stands, and what Stripe and the panel saw last, newest first. No bodies: those are on the sandbox's pages. */
export function seeBothSides(state: LabState, world: World, panel: Pick<SandboxPanel, "requests">): LabSeen {
  return {
    state,
    stripe: world.requests.newest(SHOWN).map(({ seq, at, method, path, status, took_ms }) => ({
      key: seq,
      at,
      method,
      path,
      status,
      tookMs: took_ms,
    })),
    panel: [...panel.requests.newest(SHOWN)],
    deliveries: world.deliveries.newest(SHOWN).map((delivery) => ({
      key: delivery.seq,
      at: delivery.last_attempt_at ?? delivery.created_at,
      eventId: delivery.event_id,
      type: delivery.type,
      state: delivery.state,
      attempts: delivery.attempts,
      outcome: delivery.last_outcome,
    })),
  };
}

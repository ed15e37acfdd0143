import type { Environment } from "../../../shared/kernel/environment.ts";
import type { ForwardTimings } from "./forward-state.ts";

/** What the forward waits for, where nothing else is said. */
export const FORWARD_TIMINGS: ForwardTimings = {
  readyMs: 30_000,
  beatEveryMs: 60_000,
  beatMs: 10_000,
  degradedMs: 15_000,
  againMs: { least: 1_000, most: 60_000 },
  slowlyMs: 60_000,
  steadyMs: 60_000,
  missedMs: 10_000,
  stopMs: 5_000,
};

/** The sandbox has no list of events that a heartbeat would crowd. */
const OWN: Readonly<Record<Environment, Partial<ForwardTimings>>> = {
  sandbox: { beatEveryMs: 10_000 },
  test: {},
  live: {},
};

/** The timings of an environment, where `given` does not say otherwise. */
export const forwardTimings = (env: Environment, given: Partial<ForwardTimings> = {}): ForwardTimings => ({
  ...FORWARD_TIMINGS,
  ...OWN[env],
  ...given,
});

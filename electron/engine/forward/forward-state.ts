import { type ForwardFault, MISSED, NOT_READY, SILENT } from "./cli-faults.ts";

/** How long the forward waits for what, in ms. */
export interface ForwardTimings {
  /** For "Ready!". */
  readonly readyMs: number;
  /** Between two heartbeats, where nothing else comes through the tunnel. */
  readonly beatEveryMs: number;
  /** For a heartbeat to come back. */
  readonly beatMs: number;
  /** For a tunnel that seems dead to come back to life, before it is replaced. */
  readonly degradedMs: number;
  /** Before the first new start after a death, doubled with each further one, up to the most. */
  readonly againMs: { readonly least: number; readonly most: number };
  /** Before a start that can only go well once others have ended. */
  readonly slowlyMs: number;
  /** A run that lasted so long was well: deaths are counted anew. */
  readonly steadyMs: number;
  /** How old an event is that should have come through the tunnel by now. */
  readonly missedMs: number;
  /** For the CLI to end when it is asked to; then it is killed. */
  readonly stopMs: number;
}

export type ForwardName = "off" | "starting" | "ready" | "degraded" | "recovering" | "failed";

/** Where the forward stands. Pure facts: the child, the timer and the heartbeat belong to who runs it. */
export interface ForwardState {
  readonly name: ForwardName;
  readonly since: number;
  /** What is the matter; null while all is well. */
  readonly why: ForwardFault | null;
  /** When time alone changes something: a deadline, the next start, the end of a trial period. */
  readonly until: number | null;
  /** How many runs in a row ended early. */
  readonly deaths: number;
  /** While recovering: whether a new child was started already. */
  readonly spawned: boolean;
}

type Plain<Kind extends string> = Kind extends string ? { readonly kind: Kind } : never;

export type ForwardInput =
  | Plain<"on" | "off" | "restart" | "ready" | "time" | "beat_back" | "beat_lost" | "woke">
  /** Something came through the tunnel. */
  | { readonly kind: "delivered" }
  /** Catch-up brought what should have come through the tunnel. */
  | { readonly kind: "missed" }
  | { readonly kind: "ended"; readonly fault: ForwardFault };

/** What is to be done on the way into the new state, in this order. */
export type ForwardAct = "kill" | "spawn" | "beat" | "catch_up";

export interface ForwardStep {
  readonly state: ForwardState;
  readonly acts: readonly ForwardAct[];
}

interface World {
  readonly now: number;
  readonly timings: ForwardTimings;
  /** 0 to 1: so that many machines that lost the same network don't come back in step. */
  readonly chance: number;
}

export const offAt = (now: number): ForwardState => ({
  name: "off",
  since: now,
  why: null,
  until: null,
  deaths: 0,
  spawned: false,
});

/** What follows on an input. Whatever does not concern a state leaves it as it is. */
export function nextForward(state: ForwardState, input: ForwardInput, world: World): ForwardStep {
  switch (input.kind) {
    case "off":
      return step(state.name === "off" ? state : offAt(world.now), "kill");
    case "on":
      return state.name === "off" || state.name === "failed" ? start(world, "spawn") : step(state);
    case "restart":
      return start(world, "kill", "spawn");
    default:
      return isIdle(state) ? step(state) : whileRunning(state, input, world);
  }
}

const step = (state: ForwardState, ...acts: ForwardAct[]): ForwardStep => ({ state, acts });
const isIdle = ({ name }: ForwardState): boolean => name === "off" || name === "failed";

const start = ({ now, timings }: World, ...acts: ForwardAct[]): ForwardStep =>
  step({ ...offAt(now), name: "starting", until: now + timings.readyMs, spawned: true }, ...acts);

type RunningInput = Exclude<ForwardInput, { kind: "on" | "off" | "restart" }>;

function whileRunning(state: ForwardState, input: RunningInput, world: World): ForwardStep {
  switch (input.kind) {
    case "ready":
      return state.spawned ? step(readyState(state, world), "catch_up", "beat") : step(state);
    case "ended":
      return state.spawned ? ended(state, input.fault, world) : step(state);
    case "beat_back":
    case "delivered":
      return state.name === "degraded" ? step(readyState(state, world), "catch_up") : step(state);
    case "beat_lost":
      return state.name === "ready" ? step(degraded(state, SILENT, world), "beat") : step(state);
    case "missed":
      return state.name === "ready" ? step(degraded(state, MISSED, world), "beat") : step(state);
    case "woke":
      return woke(state, world);
    case "time":
      return timeIsUp(state, world);
  }
}

function ended(state: ForwardState, fault: ForwardFault, world: World): ForwardStep {
  if (fault.again === "never") return step({ ...offAt(world.now), name: "failed", why: fault });
  return step(recovering(state, fault, world));
}

function timeIsUp(state: ForwardState, world: World): ForwardStep {
  const { now, timings } = world;
  if (state.until === null || now < state.until) return step(state);
  if (state.name === "ready") return step({ ...state, until: null, deaths: 0 });
  if (state.name === "degraded") return step(recovering(state, SILENT, world), "kill");
  if (state.spawned) return step(recovering(state, NOT_READY, world), "kill");
  return step({ ...state, spawned: true, until: now + timings.readyMs }, "spawn");
}

/** A sleep may have cut the tunnel without a word, and the network may be back: everything is tried now. */
function woke(state: ForwardState, { now, timings }: World): ForwardStep {
  if (state.name === "ready" || state.name === "degraded") return step(state, "beat", "catch_up");
  if (state.spawned) return step(state);
  return step({ ...state, spawned: true, until: now + timings.readyMs }, "spawn");
}

const readyState = (state: ForwardState, { now, timings }: World): ForwardState => ({
  ...state,
  name: "ready",
  since: state.name === "ready" ? state.since : now,
  why: null,
  until: now + timings.steadyMs,
});

const degraded = (state: ForwardState, why: ForwardFault, { now, timings }: World): ForwardState => ({
  ...state,
  name: "degraded",
  since: now,
  why,
  until: now + timings.degradedMs,
});

function recovering(state: ForwardState, why: ForwardFault, { now, timings, chance }: World): ForwardState {
  const deaths = state.deaths + 1;
  const { least, most } = timings.againMs;
  const backOff = Math.min(most, least * 2 ** (deaths - 1)) * (0.5 + chance / 2);
  const wait = why.again === "slowly" ? timings.slowlyMs : backOff;
  const since = state.name === "recovering" ? state.since : now;
  return { name: "recovering", since, why, until: now + wait, deaths, spawned: false };
}

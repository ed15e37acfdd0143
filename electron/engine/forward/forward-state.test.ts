import { expect, test } from "vitest";
import { faultOfEnd, NO_KEY } from "./cli-faults.ts";
import { type ForwardInput, type ForwardStep, nextForward, offAt } from "./forward-state.ts";
import { FORWARD_TIMINGS as timings } from "./forward-timings.ts";

const died = { kind: "ended", fault: faultOfEnd({ said: "", code: 2, signal: null }) } as const;
const of = (kind: Exclude<ForwardInput["kind"], "ended">): ForwardInput => ({ kind });

/** Plays inputs one after another, each at its time; answers the last step. */
function play(...inputs: readonly (readonly [at: number, input: ForwardInput])[]): ForwardStep {
  let last: ForwardStep = { state: offAt(0), acts: [] };
  for (const [now, input] of inputs) last = nextForward(last.state, input, { now, timings, chance: 1 });
  return last;
}
const on = [0, of("on")] as const;
const ready = [100, of("ready")] as const;
const facts = ({ state: { name, since, why }, acts }: ForwardStep) => [name, since, why?.code ?? null, acts];

test("it starts where it is asked to, and is ready when the CLI says so", () => {
  expect(facts(play(on))).toEqual(["starting", 0, null, ["spawn"]]);
  expect(facts(play(on, ready))).toEqual(["ready", 100, null, ["catch_up", "beat"]]);
  expect(facts(play(on, ready, [200, of("on")]))).toEqual(["ready", 100, null, []]);
});

test("a start that does not get ready in time is replaced", () => {
  const late = [timings.readyMs, of("time")] as const;
  expect(facts(play(on, [timings.readyMs - 1, of("time")]))).toEqual(["starting", 0, null, []]);
  expect(facts(play(on, late))).toEqual(["recovering", timings.readyMs, "FORWARD_NOT_READY", ["kill"]]);
});

test("a child that died is started again, later with each death, and what was missed is caught up on", () => {
  const waits: number[] = [];
  let { state } = play(on, ready);
  for (let now = 1_000, death = 0; death < 9; death += 1) {
    ({ state } = nextForward(state, died, { now, timings, chance: 1 }));
    waits.push(state.until! - now);
    now = state.until!;
    ({ state } = nextForward(state, of("time"), { now, timings, chance: 1 }));
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  expect(state).toMatchObject({ name: "recovering", since: 1_000, spawned: true });
  expect(nextForward(state, of("ready"), { now: 9e5, timings, chance: 1 })).toMatchObject({
    state: { name: "ready", since: 9e5, why: null },
    acts: ["catch_up", "beat"],
  });
});

test("two machines that lost the same network don't come back in step", () => {
  const waits = [0, 0.5, 1].map(
    (chance) => nextForward(play(on, ready).state, died, { now: 0, timings, chance }).state.until,
  );
  expect(waits).toEqual([500, 750, 1_000]);
});

test("a run that was steady makes the next death a first one", () => {
  const { state } = play(
    on,
    [1, died],
    [2_000, of("time")],
    [2_100, of("ready")],
    [2_100 + timings.steadyMs, of("time")],
  );
  expect(state).toMatchObject({ name: "ready", deaths: 0, until: null });
});

test("what a person has to mend is not tried again until somebody asks", () => {
  const failed = [200, { kind: "ended", fault: NO_KEY }] as const;
  expect(facts(play(on, failed))).toEqual(["failed", 200, "FORWARD_NO_KEY", []]);
  for (const kind of ["time", "woke", "ready", "delivered"] as const)
    expect(facts(play(on, failed, [1e9, of(kind)]))).toEqual(["failed", 200, "FORWARD_NO_KEY", []]);
  expect(facts(play(on, failed, [300, of("on")]))).toEqual(["starting", 300, null, ["spawn"]]);
});

test("too many sessions are tried again, slowly", () => {
  const fault = faultOfEnd({ said: "you have too many `stripe listen` sessions open", code: 1, signal: null });
  expect(play(on, [10, { kind: "ended", fault }]).state).toMatchObject({
    name: "recovering",
    until: 10 + timings.slowlyMs,
  });
});

test("a heartbeat that is lost degrades; one that comes back mends, and the gap is caught up on", () => {
  const lost = [500, of("beat_lost")] as const;
  expect(facts(play(on, ready, lost))).toEqual(["degraded", 500, "FORWARD_SILENT", ["beat"]]);
  expect(facts(play(on, ready, lost, [600, of("beat_lost")]))).toEqual(["degraded", 500, "FORWARD_SILENT", []]);
  expect(facts(play(on, ready, lost, [700, of("beat_back")]))).toEqual(["ready", 700, null, ["catch_up"]]);
  expect(facts(play(on, ready, lost, [700, of("delivered")]))).toEqual(["ready", 700, null, ["catch_up"]]);
});

test("a tunnel that stays silent is replaced", () => {
  const dead = play(on, ready, [500, of("beat_lost")], [500 + timings.degradedMs, of("time")]);
  expect(facts(dead)).toEqual(["recovering", 500 + timings.degradedMs, "FORWARD_SILENT", ["kill"]]);
});

test("a tunnel that missed an event, and brings no heartbeat either, is silent", () => {
  const dead = play(on, ready, [500, of("missed")], [500 + timings.degradedMs, of("time")]);
  expect(facts(dead)).toEqual(["recovering", 500 + timings.degradedMs, "FORWARD_SILENT", ["kill"]]);
});

test("what a child that is gone still says changes nothing while the next one is waited for", () => {
  const waits = play(on, ready, [200, died]);
  for (const input of [of("ready"), died, of("delivered"), of("beat_lost")])
    expect(facts(play(on, ready, [200, died], [300, input]))).toEqual(["recovering", 200, "FORWARD_ENDED", []]);
  expect(waits.state.spawned).toBe(false);
});

test("what is well already is not mended, and what starts is not started again", () => {
  expect(facts(play(on, ready, [300, of("delivered")]))).toEqual(["ready", 100, null, []]);
  expect(facts(play(on, [50, of("woke")]))).toEqual(["starting", 0, null, []]);
  expect(facts(play([0, of("off")]))).toEqual(["off", 0, null, ["kill"]]);
});

test("an event that did not come through puts the tunnel to the test", () => {
  expect(facts(play(on, ready, [500, of("missed")]))).toEqual(["degraded", 500, "FORWARD_MISSED", ["beat"]]);
  expect(facts(play(on, [50, of("missed")]))).toEqual(["starting", 0, null, []]);
});

test("after a sleep a running tunnel is tried, and one that waits for its next start waits no longer", () => {
  expect(facts(play(on, ready, [9e6, of("woke")]))).toEqual(["ready", 100, null, ["beat", "catch_up"]]);
  expect(facts(play(on, ready, [200, died], [300, of("woke")]))).toEqual([
    "recovering",
    200,
    "FORWARD_ENDED",
    ["spawn"],
  ]);
});

test("a secret that is shown anew means a gap", () => {
  expect(facts(play(on, ready, [900, of("ready")]))).toEqual(["ready", 100, null, ["catch_up", "beat"]]);
});

test("off is off, whatever a dying child still says", () => {
  const off = [300, of("off")] as const;
  expect(facts(play(on, ready, off))).toEqual(["off", 300, null, ["kill"]]);
  expect(facts(play(on, ready, off, [301, died]))).toEqual(["off", 300, null, []]);
  expect(facts(play(on, ready, off, [302, of("ready")]))).toEqual(["off", 300, null, []]);
});

test("a restart is a start from nothing", () => {
  expect(facts(play(on, ready, [300, of("restart")]))).toEqual(["starting", 300, null, ["kill", "spawn"]]);
  expect(play(on, [1, died], [2, of("restart")]).state.deaths).toBe(0);
});

import { array, assert, nat, property } from "fast-check";
import { expect, test } from "vitest";
import { openTimeline } from "./timeline.ts";

test("whatever is put in comes out by time, and of the same time by place", () => {
  assert(
    property(array(nat(50), { maxLength: 60 }), (times) => {
      const timeline = openTimeline(times.length);
      for (const [life, at] of times.entries()) timeline.push(life, at);
      const taken = Array.from({ length: times.length }, () => timeline.pop()!);
      const wanted = times.map((at, life) => ({ life, at })).sort((a, b) => a.at - b.at || a.life - b.life);
      expect(taken).toEqual(wanted);
      expect(timeline.pop()).toBeUndefined();
    }),
  );
});

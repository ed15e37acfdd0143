import { expect, test } from "vitest";
import { filterWords, replayFilter } from "./replay-window.ts";

const NOW = Date.UTC(2026, 10, 24, 14, 41);

test("what is replayed is what the table shows, up to the moment at which it was counted", () => {
  expect(replayFilter({ view: "retrying", q: "type:invoice.*", source: "forward" }, "hour", NOW)).toEqual({
    view: "retrying",
    query: "type:invoice.*",
    source: "forward",
    from: NOW - 3_600_000,
    to: NOW,
  });
  expect(replayFilter({}, "all", NOW)).toEqual({ view: "all", query: "", source: null, from: null, to: NOW });
});

test("a filter reads as its words", () => {
  expect(filterWords({ view: "all", query: "", source: null })).toBe("all events");
  expect(filterWords({ view: "not_ours", query: "type:charge.*", source: "catch_up" })).toBe(
    "not ours, type:charge.*, source:catch_up",
  );
});

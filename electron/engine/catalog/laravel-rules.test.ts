import { describe, expect, test } from "vitest";
import { brokenRule } from "./laravel-rules.ts";

const JAR = String.raw`required|regex:/^([\w\d._-]+)(\.jar)$/`;

describe("values that the panel takes", () => {
  test.each([
    ["required|string|between:3,15", "latest"],
    ["required|string|max:20", "1.21.4"],
    ["nullable|string|max:20", ""],
    ["nullable|url", ""],
    ["nullable|regex:/^[0-9\\.\\-]+$/", "   "],
    ["max:5", ""],
    [JAR, "server.jar"],
    ["required|in:recommended,latest", "latest"],
    ['required|in:"a b",c', "a b"],
    ["required|integer|between:1,65535", "25565"],
    ["required|numeric|min:0.5", "0.75"],
    ["required|boolean", "1"],
    ["required|alpha_num|between:1,6", "été24"],
    ["required|alpha_dash", "my-pack_2"],
    ["required|url", "https://example.com/pack.zip?x=1"],
    ["required|digits:4", "0042"],
    ["required|size:3", "abc"],
    ["required|string|max:2", "😀é"],
    ["required|some_rule_of_tomorrow:3|string", "x"],
    [String.raw`required|regex:/^(?<!\Qx`, "left for the panel to judge"],
    ["required|regex:/(?<name/", "left for the panel to judge"],
    ["required|regex:/^ab$/i", "AB"],
    ["required|regex:/^ab$/iU", "AB"],
    ["numeric|max:5", "4"],
    ["", "anything"],
  ])("%s takes %j", (rules, value) => {
    expect(brokenRule(rules, value)).toBeNull();
  });
});

describe("values that the panel refuses, and why", () => {
  test.each([
    ["required|string", "", "required", "needs a value"],
    ["required|string", "  ", "required", "needs a value"],
    ["string|max:20", "", "string", "must be a text"],
    ["required|string|between:3,15", "1", "between", "must be between 3 and 15 characters long"],
    ["required|string|max:9", "1.12.2-pre1", "max", "must be 9 at most characters long"],
    [JAR, "server.exe", "regex", String.raw`must match /^([\w\d._-]+)(\.jar)$/`],
    ["required|in:recommended,latest", "newest", "in", "must be one of recommended, latest"],
    ["required|integer", "1.5", "integer", "must be a whole number"],
    ["required|integer|max:40", "41", "max", "must be 40 at most"],
    ["required|numeric", "many", "numeric", "must be a number"],
    ["required|boolean", "true", "boolean", "must be 0 or 1"],
    ["required|alpha_num", "a b", "alpha_num", "may have letters and digits only"],
    ["required|alpha_dash", "a.b", "alpha_dash", "may have letters, digits, dash and underscore only"],
    ["required|url", "example.com", "url", "must be a URL"],
    ["required|digits:4", "42", "digits", "must have exactly 4 digits"],
    ["required|size:3", "ab", "size", "must be exactly 3 characters long"],
    ["min:1|integer", "", "min", "must be 1 at least"],
    ["min:2", "", "min", "must be 2 at least characters long"],
  ])("%s refuses %j", (rules, value, rule, says) => {
    expect(brokenRule(rules, value)).toEqual({ rule, says });
  });
});

import { expect, test } from "vitest";
import { tidyBody } from "./field-values.ts";
import { validate } from "./validate.ts";

const world = {
  exists: (_table: string, id: number) => id === 1,
  isTaken: (_table: string, _column: string, value: string) => value === "taken",
};
const broken = (value: unknown, rules: string) =>
  validate({ field: value }, [{ field: "field", rules }], world).map(({ rule }) => rule);

/** rules · what passes · what breaks which rule */
const CASES: readonly (readonly [string, readonly unknown[], readonly (readonly [unknown, string])[]])[] = [
  [
    "required",
    ["x", 0, false, [1]],
    [
      [null, "required"],
      ["", "required"],
      [[], "required"],
      [{}, "required"],
    ],
  ],
  ["nullable|string", [null, "x"], [[5, "string"]]],
  [
    "string",
    ["x"],
    [
      [null, "string"],
      [5, "string"],
      [[], "string"],
    ],
  ],
  [
    "numeric",
    [1, 1.5, "2", "-3.5"],
    [
      ["x", "numeric"],
      ["1x", "numeric"],
    ],
  ],
  [
    "integer",
    [1, "2", "-3"],
    [
      [1.5, "integer"],
      ["01", "integer"],
      ["x", "integer"],
    ],
  ],
  [
    "boolean",
    [true, false, 0, 1, "0", "1"],
    [
      ["yes", "boolean"],
      [2, "boolean"],
    ],
  ],
  [
    "array",
    [[], {}, [1]],
    [
      ["x", "array"],
      [1, "array"],
    ],
  ],
  [
    "alpha_num",
    ["abc1", 12],
    [
      ["a b", "alpha_num"],
      ["a-b", "alpha_num"],
    ],
  ],
  ["alpha_dash", ["a-b_1"], [["a b", "alpha_dash"]]],
  [
    "in:a,b",
    ["a", "b"],
    [
      ["c", "in"],
      [null, "in"],
    ],
  ],
  [
    "between:3,5",
    ["abc", "abcde", "🎮🎮🎮"],
    [
      ["ab", "between"],
      ["abcdef", "between"],
    ],
  ],
  [
    "numeric|between:3,5",
    [3, "4.5"],
    [
      [2, "between"],
      [6, "between"],
    ],
  ],
  ["string|max:3", ["123", "🎮🎮🎮"], [["1234", "max"]]],
  ["integer|min:3", [3, "3"], [[2, "min"]]],
  ["array|size:2", [[1, 2]], [[[1], "size"]]],
  ["regex:/^([\\w\\d._-]+)(\\.jar)$/", ["server.jar"], [["server.exe", "regex"]]],
  ["regex:/^[a-z,:]+$/i", ["A,b:C"], [["1", "regex"]]],
  ["url", ["https://example.com/x"], [["example.com", "url"]]],
  [
    "digits:4",
    ["1234", 1234],
    [
      ["123", "digits"],
      ["12a4", "digits"],
    ],
  ],
  [
    "email",
    ["a+b@example.com"],
    [
      ["a@", "email"],
      ["a b@example.com", "email"],
    ],
  ],
  [
    "p_username",
    ["abc", "a.b-c_d"],
    [
      ["ab", "p_username"],
      ["a+b", "p_username"],
      [".abc", "p_username"],
    ],
  ],
  [
    "exists:users",
    [1, "1"],
    [
      [2, "exists"],
      ["x", "exists"],
    ],
  ],
  ["unique:users,email", ["free"], [["taken", "unique"]]],
];

test.each(CASES)("%s", (rules, passing, breaking) => {
  for (const value of passing) expect([value, broken(value, rules)]).toEqual([value, []]);
  for (const [value, rule] of breaking) expect([value, broken(value, rules)]).toEqual([value, [rule]]);
});

test("a field that is not there is asked only what looks at absence", () => {
  expect(validate({}, [{ field: "a", rules: "string|min:3" }], world)).toEqual([]);
  expect(validate({}, [{ field: "a", rules: "sometimes|required" }], world)).toEqual([]);
  expect(validate({}, [{ field: "a", rules: "present|nullable" }], world)).toMatchObject([{ rule: "present" }]);
});

test("every broken rule is told, but none after a missing value or a bail", () => {
  expect(broken("a", "integer|min:3|in:x")).toEqual(["integer", "min", "in"]);
  expect(broken(null, "required|string|min:3")).toEqual(["required"]);
  expect(broken("a", "integer|bail|min:3")).toEqual(["integer"]);
});

test("a star stands for every entry that is there", () => {
  const fields = [{ field: "ports.*", rules: "string" }];
  expect(validate({ ports: ["1", 2, "3", 4] }, fields, world).map(({ field }) => field)).toEqual([
    "ports.1",
    "ports.3",
  ]);
});

const firstNameSays = (label?: string) =>
  validate({}, [{ field: "first_name", rules: "required", ...(label ? { label } : {}) }], world)[0]?.detail;

test("a field's name is read out as people say it, or as it is labelled", () => {
  expect(firstNameSays()).toBe("The first name field is required.");
  expect(firstNameSays("Given Name")).toBe("The Given Name field is required.");
});

test("texts are trimmed and empty ones are null before a rule sees them, passwords excepted", () => {
  expect(tidyBody({ a: " x ", b: "  ", list: [" y "], password: " z " })).toEqual({
    a: "x",
    b: null,
    list: ["y"],
    password: " z ",
  });
});

import { describe, expect, test } from "vitest";
import { readLocatedJson } from "./located-json.ts";

const TEXT = `{
  "plans": [
    { "id": "a" },
    { "id": "b", "prices": {
        "monthly": { "amount": 12.5 } } }
  ]
}`;

function read(text: string) {
  const json = readLocatedJson(text);
  if (!json.ok) throw new Error(json.error.says);
  return json.value;
}

function broken(text: string) {
  const json = readLocatedJson(text);
  if (json.ok) throw new Error("It was taken.");
  const { position, says } = json.error;
  return `${position.line}:${position.column} ${says}`;
}

describe("a sound document", () => {
  test("has the value that JSON.parse gives it, escapes, exponents and all", () => {
    const text = String.raw` { "a\"bé": [1e3, -0.5, true, null, "x\\y", {}, []], "__proto__": 1 } `;
    expect(read(text).value).toEqual(JSON.parse(text));
  });

  test("knows the line and column of each value", () => {
    const json = read(TEXT);
    expect(json.positionOf(["plans", 1, "prices", "monthly", "amount"])).toEqual({ line: 5, column: 32 });
    expect(json.positionOf(["plans", 1])).toEqual({ line: 4, column: 5 });
  });

  test("says of a value that is missing where the one around it stands", () => {
    expect(read(TEXT).positionOf(["plans", 0, "name"])).toEqual({ line: 3, column: 5 });
    expect(read(TEXT).positionOf(["regions"])).toEqual({ line: 1, column: 1 });
  });
});

describe("a fault is told with its place", () => {
  test.each([
    ['{\n  "a": 1,\n}', "2:9 the comma before } is one too many"],
    ['{\n  "a": 1\n  "b": 2\n}', '3:3 a comma or } is expected, but " stands there'],
    ['{ "a" 1 }', "1:7 a colon is expected, but 1 stands there"],
    ["{ a: 1 }", "1:3 a field's name in double quotes is expected, but a stands there"],
    ["[1, 2", "1:6 a comma or ] is expected, but the end of the file stands there"],
    ['{\n "a": "x\n" }', "2:7 the text in double quotes has no end on its line, or a \\ that means nothing"],
    ['{ "a": 01 }', "1:9 a comma or } is expected, but 1 stands there"],
    ["", "1:1 a value is expected, but the end of the file stands there"],
    ["{} {}", "1:4 the end of the file is expected, but { stands there"],
    ['{ "a": 1,\n  "a": 2 }', "2:3 the field a stands twice"],
  ])("%j", (text, says) => {
    expect(broken(text)).toBe(says);
  });

  test("nesting without end is refused before the stack is", () => {
    expect(broken("[".repeat(100_000))).toContain("nothing may be nested deeper");
  });
});

test("blanks before the document move nothing of it", () => {
  expect(read("\n  [1, 2]").positionOf([])).toEqual({ line: 2, column: 3 });
  expect(read("\n  [1, 2]").positionOf([1])).toEqual({ line: 2, column: 7 });
});

test("of several faults the first is told, however deep it stands", () => {
  expect(broken('{ "a": [1, { "b": tru } ], "c": }')).toBe("1:19 a value is expected, but t stands there");
  expect(broken('{ "a" "b" "c" }')).toBe('1:7 a colon is expected, but " stands there');
});

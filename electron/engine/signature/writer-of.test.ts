import { expect, test } from "vitest";
import { writerOf } from "./writer-of.ts";

const nameOf = (text: string) => writerOf(Buffer.from(text));

test.each([
  ["JSON.stringify", '{"b":1,"a":"x/y <ë>"}'],
  ["Python's json.dumps", '{"b": [1, 2], "a": "x/y \\u00eb"}'],
  ["Python's json.dumps", '{"b": [1, 2], "a": "x/y ë"}'],
  ["PHP's json_encode", '{"b":1,"a":"x\\/y \\u00eb"}'],
  ["Go's json.Marshal", '{"a":[{"c":null,"d":2}],"b":"\\u003cx\\u0026y\\u003e"}'],
  ["a printer that indents by two", '{\n  "a": 1\n}'],
  ["a printer that indents by four", '{\n    "a": 1\n}\n'],
])("%s is known by how it writes %s", (name, text) => {
  expect(nameOf(text)).toBe(name);
});

test.each([["{"], ["null"], ['"a text"'], ['{ "a":1 }'], ['{ "b":1,"a":2 }']])("nobody is named for %s", (text) => {
  expect(nameOf(text)).toBeNull();
});

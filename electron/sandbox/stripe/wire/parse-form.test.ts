import { expect, test } from "vitest";
import { parseForm } from "./parse-form.ts";

const plain = (text: string): unknown => JSON.parse(JSON.stringify(parseForm(text)));

test("brackets nest", () => {
  expect(plain("mode=payment&subscription_data[metadata][order_id]=ord_1")).toEqual({
    mode: "payment",
    subscription_data: { metadata: { order_id: "ord_1" } },
  });
});

test("an array reads the same with indexes and with empty brackets", () => {
  const expected = { types: { 0: "charge.failed", 1: "charge.succeeded" } };
  expect(plain("types[0]=charge.failed&types[1]=charge.succeeded")).toEqual(expected);
  expect(plain("types[]=charge.failed&types[]=charge.succeeded")).toEqual(expected);
});

test("objects in empty brackets begin anew when a name repeats", () => {
  const expected = { line_items: { 0: { price: "a", quantity: "1" }, 1: { price: "b", quantity: "2" } } };
  expect(
    plain("line_items[][price]=a&line_items[][quantity]=1&line_items[][price]=b&line_items[][quantity]=2"),
  ).toEqual(expected);
});

test("names and values are decoded, also percent-encoded brackets and plus signs", () => {
  expect(plain("metadata%5Bserver_name%5D=my+first%20server%26more")).toEqual({
    metadata: { server_name: "my first server&more" },
  });
});

test("names of Object's own properties are names like any other", () => {
  const form = parseForm("metadata[__proto__]=x&metadata[constructor]=y");
  expect(JSON.stringify(form)).toBe('{"metadata":{"__proto__":"x","constructor":"y"}}');
  expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
});

test("what makes no sense is kept under its whole name, to be refused as unknown", () => {
  expect(Object.keys(parseForm("a[b=1"))).toEqual(["a[b"]);
  const deep = `a${"[x]".repeat(11)}`;
  expect(Object.keys(parseForm(`${deep}=1`))).toEqual([deep]);
});

import os from "node:os";
import { expect, test } from "vitest";
import { bearerToken, cookieValue, hostCheck, originIsOurs, protocolToken, tokenCheck } from "./access.ts";

test.each([
  ["127.0.0.1", ["127.0.0.1:3010", "localhost:3010", "LOCALHOST:3010", "[::1]:3010"]],
  ["::1", ["[::1]:3010", "localhost:3010"]],
  ["console.example", ["console.example:3010"]],
  ["192.168.1.5", ["192.168.1.5:3010"]],
  ["0.0.0.0", ["192.168.1.5:3010", "localhost:3010", "[fe80::1]:3010", `${os.hostname()}:3010`]],
])("bound to %s it answers to its own names", (bound, names) => {
  expect(names.filter((name) => !hostCheck(bound, 3010)(name))).toEqual([]);
});

test.each([
  [
    "127.0.0.1",
    [
      undefined,
      "",
      "localhost",
      "127.0.0.1:3011",
      "evil.example:3010",
      "127.0.0.1.evil.example:3010",
      "user@localhost:3010x",
      "::",
    ],
  ],
  ["console.example", ["localhost:3010", "127.0.0.1:3010", "evil.example:3010"]],
  ["192.168.1.5", ["localhost:3010", "192.168.1.6:3010"]],
  ["0.0.0.0", ["evil.example:3010", "192.168.1.5:80"]],
])("bound to %s it answers to no other", (bound, names) => {
  expect(names.filter((name) => hostCheck(bound, 3010)(name))).toEqual([]);
});

test("on port 80 browsers leave the port out", () => {
  expect(hostCheck("127.0.0.1", 80)("localhost")).toBe(true);
});

test("a page's origin is the console's own, or it is a program's and absent", () => {
  expect(originIsOurs(undefined, "localhost:1")).toBe(true);
  expect(originIsOurs("http://localhost:1", "localhost:1")).toBe(true);
  expect(originIsOurs("http://localhost:2", "localhost:1")).toBe(false);
  expect(originIsOurs("https://localhost:1", "localhost:1")).toBe(false);
  expect(originIsOurs("null", "localhost:1")).toBe(false);
});

test("a token is right or wrong, whatever its length", () => {
  const right = tokenCheck("correct");
  expect(right("correct")).toBe(true);
  expect(["", "correc", "correctt", undefined].map(right)).toEqual([false, false, false, false]);
});

test("where tokens stand", () => {
  expect(cookieValue("a=1; waybill_console_3010=t.o; b", "waybill_console_3010")).toBe("t.o");
  expect(cookieValue("xwaybill_console_3010=t", "waybill_console_3010")).toBeUndefined();
  expect(protocolToken("waybill, waybill.token.t-o")).toBe("t-o");
  expect(protocolToken("waybill")).toBeUndefined();
  expect(bearerToken("Bearer t")).toBe("t");
  expect(bearerToken("Basic t")).toBeUndefined();
});

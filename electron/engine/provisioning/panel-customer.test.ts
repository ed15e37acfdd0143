import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { externalIdOf, namesOf, usernameOf } from "./panel-customer.ts";

/** The panel's own rule, and its shortest. */
const USERNAME = /^[a-z0-9]([\w.-]+)[a-z0-9]$/;

describe("usernames", () => {
  test.each([
    ["jane.doe@example.com", "jane.doe"],
    ["Jane+shop@example.com", "jane-shop"],
    ["Zoë_Müller@example.com", "zoe_muller"],
    ["__tom__@example.com", "tom"],
    [`${"long".repeat(20)}@example.com`, "longlonglonglonglonglonglonglong"],
  ])("the first for %s is %s", (email, username) => {
    expect(usernameOf(email, 0)).toBe(username);
  });

  test("short and foreign ones get a piece of a hash", () => {
    expect(usernameOf("jo@example.com", 0)).toMatch(/^jo-[0-9a-f]{6}$/);
    expect(usernameOf("дмитрий@example.com", 0)).toMatch(/^player-[0-9a-f]{6}$/);
  });

  test("the next to try differs, and two shops' info don't collide", () => {
    const tries = [0, 1, 2].map((nth) => usernameOf("info@a.example", nth));
    expect(new Set([...tries, usernameOf("info@b.example", 1)]).size).toBe(4);
  });

  test("the panel takes each, whatever the address", () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string()), fc.nat(6), (email, nth) => {
        expect(usernameOf(email, nth)).toMatch(USERNAME);
      }),
    );
  });
});

describe("external ids", () => {
  test.each(["user-7", "3f1c9e0a-0000-4000-8000-000000000000", "email:jane@example.com"])(
    "%s stands as it is",
    (id) => {
      expect(externalIdOf(id)).toBe(id);
    },
  );

  test("ids that the panel would take for one another stay apart", () => {
    const ids = ["abc", "ABC", "Abc", "abc ", "äbc", "a/bc", "a bc"].map(externalIdOf);
    expect(new Set(ids.map((id) => id.toLowerCase().trimEnd())).size).toBe(ids.length);
  });

  test("none is too long, nor has what breaks a route", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 400, unit: "grapheme" }), (id) => {
        expect(externalIdOf(id)).toMatch(/^[a-z0-9._:@-]{1,191}$/);
      }),
    );
  });
});

test("neither name is ever empty", () => {
  expect(namesOf("Jane van Doe", "jane@example.com")).toEqual({ firstName: "Jane", lastName: "van Doe" });
  expect(namesOf("Jane", "jane@example.com")).toEqual({ firstName: "Jane", lastName: "Customer" });
  expect(namesOf(null, "jane@example.com")).toEqual({ firstName: "jane", lastName: "Customer" });
  expect(namesOf("   ", "@")).toEqual({ firstName: "Customer", lastName: "Customer" });
});

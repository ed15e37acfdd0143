import { expect, test } from "vitest";
import { err, ok } from "../../../shared/kernel/result.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";
import { pageByPage } from "./page-by-page.ts";

const fault = (patch: Partial<StripeFault> = {}): StripeFault => ({
  code: "STRIPE_UNREACHABLE",
  says: "Stripe did not answer",
  stripeCode: null,
  requestId: null,
  retryAfterMs: null,
  ...patch,
});

/** A list of five in pages of two; `refuse` may answer in its place. */
function listOfFive(refuse: (startingAfter: string | null) => StripeFault | undefined = () => undefined) {
  const all = ["a", "b", "c", "d", "e"].map((id) => ({ id }));
  const asked: (string | null)[] = [];
  const worked: string[] = [];
  const told: (readonly [string | null, number])[] = [];
  return {
    asked,
    worked,
    told,
    run: (from: string | null) =>
      pageByPage<{ readonly id: string }>(from, {
        async read(startingAfter) {
          asked.push(startingAfter);
          const refused = refuse(startingAfter);
          if (refused) return err(refused);
          const at = startingAfter === null ? 0 : all.findIndex(({ id }) => id === startingAfter) + 1;
          return ok({ items: all.slice(at, at + 2), more: at + 2 < all.length });
        },
        async work(items) {
          worked.push(...items.map(({ id }) => id));
          return items.length;
        },
        async onPage(last, news) {
          told.push([last, news]);
        },
      }),
  };
}

test("a list is read to its end, and each page is told once it is worked off", async () => {
  const list = listOfFive();
  expect(await list.run(null)).toBeNull();
  expect(list.asked).toEqual([null, "b", "d"]);
  expect(list.told).toEqual([
    ["b", 2],
    ["d", 2],
    ["e", 1],
  ]);
});

test("it goes on from where it was left", async () => {
  const list = listOfFive();
  await list.run("d");
  expect(list.worked).toEqual(["e"]);
});

test("a fault ends it, with what is done told", async () => {
  const list = listOfFive((after) => (after === "b" ? fault() : undefined));
  expect(await list.run(null)).toMatchObject({ code: "STRIPE_UNREACHABLE" });
  expect(list.told).toEqual([["b", 2]]);
});

test.each([fault({ code: "STRIPE_NOT_FOUND" }), fault({ code: "STRIPE_REFUSED", stripeCode: "resource_missing" })])(
  "where what it stood at is gone, the list is read from its start",
  async (gone) => {
    const list = listOfFive((after) => (after === "zzz" ? gone : undefined));
    expect(await list.run("zzz")).toBeNull();
    expect(list.worked).toEqual(["a", "b", "c", "d", "e"]);
  },
);

test("a refusal of the list itself is no reason to begin anew for ever", async () => {
  const list = listOfFive(() => fault({ code: "STRIPE_NOT_FOUND" }));
  expect(await list.run("b")).toMatchObject({ code: "STRIPE_NOT_FOUND" });
  expect(list.asked).toEqual(["b", null]);
});

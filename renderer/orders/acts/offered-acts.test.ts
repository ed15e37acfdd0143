import { expect, test } from "vitest";
import type { Standing } from "../../../shared/contract/acts.ts";
import { offeredActs } from "./offered-acts.ts";

const standing: Standing = {
  holds: [],
  paidBy: "checkout",
  paymentReference: null,
  periodEndsAt: null,
  cancelsAt: null,
  pastDueSince: null,
  graceEndsAt: null,
  scheduled: [],
  acts: [
    { act: "refund", allowed: false, says: "The order is not paid.", confirm: null },
    { act: "cancel", allowed: true, says: "Ends what bills.", confirm: null },
  ],
};
const hold = { reason: "operator", source: "operator", since: 1, says: "Abuse" };

const kinds = (...args: Parameters<typeof offeredActs>) =>
  offeredActs(...args)
    .flat()
    .map(({ kind }) => kind);

test("an act that the state forbids stays in the menu with the engine's reason", () => {
  const [money] = offeredActs(standing, null);
  expect(money).toEqual([
    { kind: "refund", why: "The order is not paid." },
    { kind: "cancel", why: null },
    { kind: "changePlan", why: null },
  ]);
});

test("a service that an operator holds can be unsuspended and not suspended once more", () => {
  expect(kinds(standing, null)).toContain("suspend");
  expect(kinds(standing, null)).not.toContain("unsuspend");
  expect(kinds({ ...standing, holds: [hold] }, null)).toContain("unsuspend");
  expect(kinds({ ...standing, holds: [hold] }, null)).not.toContain("suspend");
});

test("a deletion is called off only while it waits, and findings are closed only where one is open", () => {
  const row = { id: 4, orderId: "ord_1", act: "terminate", dueAt: 9, cause: "operator:Ines", says: "Asked" } as const;
  expect(kinds({ ...standing, scheduled: [{ ...row, running: true }] }, null)).not.toContain("callOff");
  expect(kinds({ ...standing, scheduled: [{ ...row, running: false }] }, null)).toContain("callOff");
  expect(kinds(standing, null)).not.toContain("resolve");
  expect(kinds(standing, "A server that nobody pays for runs.")).toContain("resolve");
});

test("a server is linked only where the order has none", () => {
  const link = { act: "linkServer", says: "Server 4 is the order's already.", confirm: null } as const;
  expect(kinds({ ...standing, acts: [{ ...link, allowed: false }] }, null)).not.toContain("linkServer");
  expect(kinds({ ...standing, acts: [{ ...link, allowed: true }] }, null)).toContain("linkServer");
});

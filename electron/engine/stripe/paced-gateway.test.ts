import { expect, test } from "vitest";
import { err, ok } from "../../../shared/kernel/result.ts";
import { pacedGateway } from "./paced-gateway.ts";
import type { StripeGateway } from "./stripe-gateway.ts";

test("each call asks the pace first, as urgently as somebody waits for it, and passes on what Stripe asks for", async () => {
  const told: string[] = [];
  const answers = {
    createSession: async () => ok("session"),
    getCharge: async () => ok("charge"),
    findSession: async () => err({ code: "STRIPE_UNREACHABLE", retryAfterMs: 3_000 }),
    listEvents: async () => err({ code: "STRIPE_UNREACHABLE", retryAfterMs: null }),
    pageOfSubscriptions: async () => ok("page"),
    health: () => ({ latencyMs: 7, failure: null }),
  } as unknown as StripeGateway;
  const gateway = pacedGateway(answers, {
    take: async (urgency) => void told.push(urgency),
    holdFor: (ms) => void told.push(`hold ${ms}`),
  });
  expect(await gateway.createSession({}, "key")).toEqual(ok("session"));
  expect(await gateway.getCharge("ch_1")).toEqual(ok("charge"));
  expect(await gateway.findSession({ subscription: "sub_1" })).toMatchObject({ ok: false });
  expect(await gateway.listEvents({ since: 0, until: 1, startingAfter: null })).toMatchObject({ ok: false });
  await gateway.pageOfSubscriptions(null);
  expect(told).toEqual(["now", "soon", "soon", "hold 3000", "whenever", "whenever"]);
  expect(gateway.health()).toEqual({ latencyMs: 7, failure: null });
});

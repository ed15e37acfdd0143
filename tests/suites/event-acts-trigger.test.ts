import { safe } from "@orpc/client";
import { expect, test } from "vitest";
import { testDeps } from "../../electron/engine/rpc/deps-for-tests.ts";
import { openTestStore } from "../../electron/engine/store/test-store.ts";
import { triggerEvent } from "../../electron/engine/event-acts/trigger/trigger-event.ts";
import { openConsole } from "./shop/console.ts";
import { tempFolder } from "./provisioning-world/temp-folder.ts";
import { cli } from "./shop/forward.ts";
import { auditOf } from "./shop/life.ts";
import { checkOut, orderReaches, serversOf } from "./shop/purchase.ts";
import { openShop } from "./shop/running-shop.ts";

const ASKED = { fixture: "checkout.session.completed", orderId: null, overrides: [], operator: "Ines" };

test("in live nothing is triggered, nor with a live key anywhere else, whatever is there", async () => {
  const forward = { cli: { path: "/bin/false", kind: "own" as const }, folder: "/nowhere" };
  for (const [env, secretKey] of [
    ["live", "rk_live_x"],
    ["live", "rk_test_x"],
    ["test", "sk_live_x"],
  ] as const) {
    const stripe = { secretKey, webhookSecrets: [], apiBase: null };
    const deps = testDeps(openTestStore(), { env, stripe, forward });
    expect(await triggerEvent(deps, ASKED)).toMatchObject({ ok: false, error: { code: "TRIGGER_LIVE" } });
    expect(await deps.db.selectFrom("audit_log").selectAll().execute()).toEqual([]);
  }
});

test("without a CLI or a key it says what is missing", async () => {
  const stripe = { secretKey: "sk_test_x", webhookSecrets: [], apiBase: null };
  const came = [
    await triggerEvent(testDeps(openTestStore(), { stripe }), ASKED),
    await triggerEvent(testDeps(openTestStore()), ASKED),
  ];
  expect(came).toMatchObject([{ error: { code: "TRIGGER_NO_CLI" } }, { error: { code: "STRIPE_NOT_CONFIGURED" } }]);
});

/** A shop that runs Stripe's own CLI. */
async function openTriggering() {
  const shop = await openShop({ engine: { forward: { cli, folder: tempFolder() } } });
  return { shop, triggers: openConsole(shop).eventActs.triggers };
}

test.skipIf(cli === null)(
  "a triggered payment that is bound to an order pays it in full, and its server is made",
  async () => {
    const { shop, triggers } = await openTriggering();
    const { orderId } = await checkOut(shop);
    expect(await triggers.list()).toMatchObject({ refusal: null });
    const { says } = await triggers.run({ fixture: "checkout.session.completed", orderId });
    expect(says).toBe(
      `Stripe did what leads to checkout.session.completed for ${orderId}. Its events arrive like any other.`,
    );
    await orderReaches(shop, orderId, { status: "provisioned", error_code: null });
    expect(await serversOf(shop, orderId)).toHaveLength(1);
    expect(auditOf(shop, orderId).slice(1)).toMatchObject([{ actor: "Ines", act: "trigger_event" }]);
  },
);

test.skipIf(cli === null)(
  "what the CLI or Stripe refuses is told in a sentence, and no override looks into the environment",
  async () => {
    const { shop, triggers } = await openTriggering();
    const refused = async (overrides: string[], over: object = {}) => {
      const { error } = await safe(triggers.run({ fixture: "checkout.session.expired", overrides, ...over }));
      expect(error?.message).not.toContain(shop.sandbox.keys.stripe_secret_key);
      return error;
    };
    expect(await refused(["price:unit_amount=-5"])).toMatchObject({
      code: "TRIGGER_FAILED",
      message: expect.stringMatching(/^Stripe's CLI stopped half-way: \w/) as string,
    });
    for (const override of ["checkout_session:metadata.key=${.env:STRIPE_API_KEY}", "--live", "a=b"])
      expect(await refused([override])).toMatchObject({ code: "TRIGGER_OVERRIDE_UNREADABLE" });
    expect(await refused([], { orderId: "ord_nowhere" })).toMatchObject({ code: "ORDER_NOT_FOUND" });
    expect(await refused([], { fixture: "constructor" })).toMatchObject({ code: "TRIGGER_UNKNOWN" });
  },
);

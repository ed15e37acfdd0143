import { describe, expect, test } from "vitest";
import { clientOf, openTestStripe, type TestStripe } from "../testing/open-test-stripe.ts";
import { cliBinary, runCli, startCli } from "../testing/run-cli.ts";

// With the unmodified binary of Stripe's CLI. Where the registry has none for this platform there is nothing to try.

const SOON = { timeout: 10_000 };

const trigger = ({ sandbox }: TestStripe, args: readonly string[]) =>
  runCli(["trigger", ...args, "--api-base", sandbox.url]);

describe.skipIf(cliBinary === null)("stripe trigger and stripe get", { timeout: 40_000 }, () => {
  test.each([
    ["checkout.session.completed", { status: "complete", metadata: { order_id: "ord_1" } }],
    ["checkout.session.expired", { status: "expired", metadata: { order_id: "ord_1" } }],
    ["customer.subscription.deleted", { status: "canceled" }],
    ["invoice.payment_failed", { status: "open", attempt_count: 1 }],
    ["charge.refunded", { refunded: true }],
    ["charge.dispute.created", { status: "warning_needs_response" }],
  ])("triggers %s", async (type, object) => {
    const test = await openTestStripe({ now: Date.now });
    const metadata = ["--add", "checkout_session:metadata.order_id=ord_1"];
    const done = await trigger(test, [type, ...(type.startsWith("checkout") ? metadata : [])]);
    expect(done.stdout + done.stderr).toContain("Trigger succeeded!");
    expect(done.code).toBe(0);
    const { data } = await test.stripe.events.list({ type });
    expect(data).toMatchObject([{ data: { object } }]);
  });

  test("gets what the API has", async () => {
    const test = await openTestStripe({ now: Date.now });
    const { id } = await test.stripe.customers.create({ name: "Lena" });
    const got = await runCli(["get", id, "--api-base", test.sandbox.url]);
    expect(JSON.parse(got.stdout)).toMatchObject({ id, name: "Lena" });
    const listed = await runCli(["get", "/v1/customers", "--limit", "1", "--api-base", test.sandbox.url]);
    expect(JSON.parse(listed.stdout)).toMatchObject({ object: "list", data: [{ id }] });
  });
});

describe.skipIf(cliBinary === null)("the key and the log", { timeout: 40_000 }, () => {
  test("ends at once with what Stripe said where the key is wrong, has expired or may not", async () => {
    const test = await openTestStripe({ now: Date.now });
    const listen = (key: string) =>
      runCli(["listen", "--api-base", test.sandbox.url, "--skip-update", "--events", "invoice.paid"], key);
    const wrong = await listen("sk_test_0123456789abcdefghij");
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain("Authorization failed, status=401");
    const made = await test.call("POST", "/sandbox/keys", { "permissions[event]": "read" });
    const { id, key } = made.body as unknown as { id: string; key: string };
    expect((await listen(key)).stderr).toMatch(/status=403[\s\S]*rak_stripecli_session_write/);
    await test.call("POST", `/sandbox/keys/${id}/expire`);
    expect((await listen(key)).stderr).toMatch(/status=401[\s\S]*"code": "api_key_expired"/);
  });

  test("tails the log of requests", async () => {
    const test = await openTestStripe({ now: Date.now });
    const cli = startCli(["logs", "tail", "--api-base", test.sandbox.url]);
    await expect.poll(() => cli.said.stderr + cli.said.stdout, SOON).toContain("waiting to receive API request logs");
    await expect(clientOf(test.sandbox.url).customers.retrieve("cus_nothing")).rejects.toThrow("No such customer");
    await expect.poll(() => cli.said.stdout, SOON).toMatch(/\[404\] GET .*\/v1\/customers\/cus_nothing/);
  });
});

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { asCurl } from "../../shared/copy-as/curl.ts";
import { asStripeCommand } from "../../shared/copy-as/stripe-command.ts";
import { openShop } from "./shop/running-shop.ts";
import { eventBody } from "./shop/webhook.ts";

const run = promisify(execFile);

const HOSTILE = `it's $(touch pwned) \`id\` "quoted" \\ back\nline, ünï 日本 🎮 \u001b[2J \u202e`;

test("the copied curl, run by bash, delivers the exact bytes with a good signature and runs nothing of the payload", async () => {
  const shop = await openShop({ webhooks: false });
  const bodies = [
    eventBody("product.created", { id: "prod_1", name: HOSTILE }),
    `${JSON.stringify({ ...(JSON.parse(eventBody("product.updated", { id: "prod_2" })) as object), note: "it's" }, null, 2)}\n`,
  ];
  for (const body of bodies) {
    const command = asCurl(body, shop.engine.ingressUrl);
    expect(command).not.toContain("whsec_");
    const env = { PATH: process.env["PATH"] ?? "", WAYBILL_WEBHOOK_SECRET: shop.sandbox.keys.stripe_webhook_secret };
    const { stdout } = await run("bash", ["-c", command], { env, cwd: "/" });
    expect(JSON.parse(stdout)).toEqual({ received: true });
    const kept = shop.db.prepare("SELECT payload FROM stripe_events_log ORDER BY id DESC LIMIT 1").pluck().get();
    expect(kept).toBe(body);
  }
});

test("without the secret the copied curl says what to set, and sends nothing", async () => {
  const shop = await openShop({ webhooks: false });
  const command = asCurl("{}", shop.engine.ingressUrl);
  const env = { PATH: process.env["PATH"] ?? "" };
  await expect(run("bash", ["-c", command], { env })).rejects.toThrow("set it to the signing secret");
  expect(shop.db.prepare("SELECT count(*) FROM webhook_requests").pluck().get()).toBe(0);
});

test("the copied stripe command is one that a shell reads as three words and an id", () => {
  expect(asStripeCommand("evt_1")).toBe("stripe events resend evt_1");
  expect(asStripeCommand("evt_1; rm -rf /", "we_1")).toBe(
    "stripe events resend 'evt_1; rm -rf /' --webhook-endpoint we_1",
  );
});

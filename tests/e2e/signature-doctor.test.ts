import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { openConsole } from "./opened-console.ts";
import { violations } from "./violations.ts";

const EVENT = {
  id: "evt_e2e",
  object: "event",
  type: "invoice.paid",
  livemode: false,
  data: { object: { id: "in_1" } },
};
const ORIGINAL = JSON.stringify(EVENT, null, 2);

function headerOf(body: string, secret: string): string {
  const t = Math.floor(Date.now() / 1_000);
  return `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${body}`).digest("hex")}`;
}

test("a pasted request is diagnosed by keyboard alone, and a refused delivery out of the journal by its address", async () => {
  const { page, host, complaints } = await openConsole();
  const secret = host.ready.sandbox!.stripe_webhook_secret;
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  const button = page.getByRole("button", { name: "Webhooks" });
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Signature doctor" }).press("Enter");
  const drawer = page.getByRole("dialog", { name: "Signature doctor" });
  const header = drawer.getByLabel("Stripe-Signature header");
  await header.waitFor();
  await expect.poll(() => header.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.insertText(headerOf(ORIGINAL, secret));
  await page.keyboard.press("Tab");
  await page.keyboard.insertText(JSON.stringify(EVENT));
  await page.keyboard.press("Control+Enter");
  const verdict = drawer.getByRole("region", { name: "Verdict" });
  await verdict.getByText("BODY_RESERIALISED").waitFor();
  await verdict.getByText(/wrote the JSON anew; what was signed is Stripe's, indented by two/).waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toMatch(/^Refused: Signed with our secret/);
  expect(await drawer.getByRole("row", { name: /as it was signed.*fits/ }).count()).toBe(1);
  expect(await drawer.textContent()).not.toContain(secret);
  expect(await violations(page)).toEqual([]);

  await drawer.getByRole("button", { name: "Change what was pasted" }).press("Enter");
  await drawer.getByLabel("Body, exactly as it arrived").fill(ORIGINAL);
  await page.keyboard.press("Control+Enter");
  await verdict.getByText("SOUND", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });
  await expect.poll(() => button.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(page.url()).not.toContain("signature");

  const posted = await fetch(`${host.ready.ingress}/api/stripe/webhook`, {
    method: "POST",
    headers: { "stripe-signature": headerOf(ORIGINAL, "whsec_of_the_endpoint") },
    body: ORIGINAL,
  });
  expect(posted.status).toBe(400);
  await page.evaluate(() => (location.hash = "#/events?view=rejected"));
  await page
    .getByRole("row", { name: /Rejected/ })
    .first()
    .click();
  await page.getByRole("complementary").getByRole("button", { name: "Diagnose" }).click();
  await verdict.getByText("SIGNATURE_MISMATCH").waitFor();
  await drawer.getByLabel(/Signing secret to try/).fill("whsec_of_the_endpoint");
  await page.keyboard.press("Enter");
  await verdict.getByText("SIGNATURE_SECRET_NOT_HELD").waitFor();
  await page.evaluate(() => (location.hash = "#/events?signature=999999"));
  await drawer.getByText("EVENT_NOT_FOUND").waitFor();
  expect(await violations(page)).toEqual([]);
  expect(complaints.filter((text) => !text.includes("status of 404"))).toEqual([]);
});

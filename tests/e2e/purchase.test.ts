import { expect as expectPage } from "playwright/test";
import { expect, test } from "vitest";
import { tokenFor } from "../suites/shop/token.ts";
import { makePaymentLink, openConsole, payByHand } from "./opened-console.ts";

const buyer = { email: "lena.hoffmann@example.de", serverName: "hoffmann-paper" };

test("an order made in the console is paid on its page and becomes a server, which everyone can see", async () => {
  const { page, browser, host, complaints } = await openConsole();
  const url = await makePaymentLink(page, buyer);
  const drawer = page.getByRole("dialog");
  await expectPage(drawer.getByRole("img", { name: /qr/i })).toBeVisible();

  await payByHand(browser, url);
  // The drawer's trace goes on by itself: nothing was clicked or loaded again.
  await expectPage(drawer.getByRole("img", { name: /all ten steps proved/i })).toBeVisible({ timeout: 10_000 });

  await page.keyboard.press("Enter");
  const pane = page.getByRole("complementary");
  await expectPage(pane.getByText("Provisioned")).toBeVisible();
  await expectPage(pane.getByText("Dashboard complete")).toBeVisible();

  await page.keyboard.press("g");
  await page.keyboard.press("e");
  const completed = page.getByRole("row", { name: /checkout\.session\.completed/ });
  await expectPage(completed).toContainText("Applied");
  await expectPage(completed).toContainText(buyer.email);

  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expectPage(page.getByRole("row", { name: new RegExp(buyer.serverName) })).toContainText("Active");

  const token = await tokenFor(host.ready.sandbox!.jwt_secret, `email:${buyer.email}`);
  const answer = await fetch(`${host.ready.ingress}/api/servers`, { headers: { authorization: `Bearer ${token}` } });
  expect(await answer.json()).toMatchObject({
    success: true,
    servers: [{ server_name: buyer.serverName, status: "provisioned", ptero_server_id: expect.any(Number) }],
  });
  expect(complaints).toEqual([]);
});

test("a declined card leaves the order pending, and the next card pays it", async () => {
  const { page, browser } = await openConsole();
  const url = await makePaymentLink(page, buyer);
  const payment = await browser.newPage();
  await payment.goto(url);
  await payment.getByLabel(/4000 0000 0000 0002/).check();
  await payment.getByRole("button", { name: /^Pay \$/ }).click();
  await expectPage(payment.getByRole("alert")).toContainText(/declined/i);
  await payment.close();
  await page.keyboard.press("Escape");
  const row = page.getByRole("row", { name: /lena\.hoffmann/ });
  await expectPage(row).toContainText("Pending");
  await payByHand(browser, url);
  await expectPage(row).toContainText("Provisioned", { timeout: 10_000 });
});

test("a webhook that nobody signed shows as rejected, with its reason, while one looks on", async () => {
  const { page, host } = await openConsole();
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await page.getByRole("heading", { name: "Events", level: 1 }).waitFor();
  await fetch(`${host.ready.ingress}/api/stripe/webhook`, { method: "POST", body: "{}" });
  await expectPage(page.getByRole("row", { name: /No Stripe-Signature header/ })).toContainText("Rejected");
});

import type { Page } from "playwright";
import { expect as expectPage } from "playwright/test";
import { expect, test } from "vitest";
import { makePaymentLink, openConsole, payByHand } from "./opened-console.ts";
import { violations } from "./violations.ts";

async function choosePlan(page: Page, name: RegExp): Promise<void> {
  await page.getByRole("dialog").getByLabel("New plan").click();
  await page.getByRole("option", { name }).click();
}

test("an order goes to a bigger plan, after what it changes was shown and another game was refused", async () => {
  const { page, browser, complaints } = await openConsole();
  await payByHand(browser, await makePaymentLink(page, { email: "ada@example.com", serverName: "ada-smp" }));
  await expectPage(page.getByRole("dialog").getByRole("img", { name: /all ten steps proved/i })).toBeVisible({
    timeout: 15_000,
  });
  await page.keyboard.press("Enter");
  const pane = page.getByRole("complementary");
  await expectPage(pane.getByText("Provisioned")).toBeVisible();

  await page.keyboard.press("a");
  const item = page.getByRole("menuitem", { name: "Change plan", exact: true });
  await expectPage(item).toBeEnabled();
  await item.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Change plan" });
  await expectPage(dialog.getByLabel("New plan")).toBeFocused();
  const change = dialog.getByRole("button", { name: /^Change plan/ });

  await choosePlan(page, /Rust/);
  await expectPage(dialog.getByText("PLAN_OTHER_GAME")).toBeVisible();
  await expectPage(change).toBeDisabled();
  await choosePlan(page, /Paper 4 GB/);
  await expectPage(dialog.getByText("The order is on this plan already.")).toBeVisible();
  await expectPage(change).toBeDisabled();

  await choosePlan(page, /Paper 8 GB/);
  await expectPage(dialog.getByRole("row", { name: "Price $12.00 a month $22.00 a month" })).toBeVisible();
  await expectPage(dialog.getByRole("row", { name: "Memory 4 GB 8 GB" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await change.click();
  await expectPage(dialog.getByText("Say why, for the audit")).toBeVisible();
  await dialog.getByLabel("Reason, for the audit").fill("Asked for more memory");
  await page.keyboard.press("Control+Enter");
  await expectPage(dialog).toBeHidden({ timeout: 10_000 });
  await expectPage(pane.locator(".pane-facts")).toContainText("Paper 8 GB, monthly", { timeout: 10_000 });
  await expectPage(pane.locator(".pane-facts")).toContainText("$22.00");
  expect(complaints).toEqual([]);
});

import { expect as expectPage } from "playwright/test";
import { expect, test } from "vitest";
import { openConsole } from "./opened-console.ts";
import { violations } from "./violations.ts";

test("settings are changed field by field, a backup is taken, and a queue is paused and resumed", async () => {
  const { page, complaints, host } = await openConsole();
  await page.keyboard.press("g");
  await page.keyboard.press(",");
  await expectPage(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  const parts = page.getByRole("navigation", { name: "Settings" });
  await expectPage(page.getByRole("row", { name: /Stripe key sk_test_/ })).toBeVisible();
  expect(await page.content()).not.toContain(host.ready.sandbox!.stripe_secret_key);
  expect(await violations(page)).toEqual([]);

  await parts.getByRole("link", { name: "A server's life" }).click();
  const grace = page.getByLabel("Grace after a failed renewal, days");
  await expectPage(grace).toHaveValue("7");
  await grace.fill("90");
  await page.getByRole("button", { name: "Save" }).click();
  await expectPage(page.getByText("60 days is the longest grace")).toBeVisible();
  await grace.fill("5");
  await expectPage(page.getByText(/Servers are deleted by themselves/)).toBeHidden();
  await page.getByLabel("Delete what stays unpaid: Never by itself").uncheck();
  await expectPage(page.getByText(/Servers are deleted by themselves/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel("Delete what stays unpaid: Never by itself").check();
  await grace.press("Enter");
  await expectPage(page.getByText("The settings are saved.")).toBeVisible();
  await page.reload();
  await expectPage(grace).toHaveValue("5");

  await parts.getByRole("link", { name: "Journal" }).click();
  await page.getByLabel("Rejected requests at most, requests").fill("lots");
  await page.getByRole("button", { name: "Save" }).click();
  await expectPage(page.getByText("Write a whole number")).toBeVisible();
  await page.getByRole("button", { name: "Leave it as it was" }).click();
  await expectPage(page.getByLabel("Rejected requests at most, requests")).toHaveValue("10000");

  await parts.getByRole("link", { name: "Backups" }).click();
  await expectPage(page.getByText("No backup was taken yet.")).toBeVisible();
  await page.getByRole("button", { name: "Back up now" }).click();
  await expectPage(page.getByText("Whole")).toBeVisible({ timeout: 10_000 });
  expect(await violations(page)).toEqual([]);

  await parts.getByRole("link", { name: "Queues" }).click();
  await page.getByRole("button", { name: "Pause panel" }).click();
  await page.getByLabel("Why panel is paused").fill("The panel is being moved");
  await page.keyboard.press("Enter");
  await expectPage(page.getByRole("row", { name: /^panel/ })).toContainText(/Paused by .+ since/);
  await expectPage(page.getByRole("contentinfo")).toContainText("Queue paused");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Resume panel" }).click();
  await expectPage(page.getByRole("contentinfo")).not.toContainText("Queue paused");
  expect(complaints).toEqual([]);
});

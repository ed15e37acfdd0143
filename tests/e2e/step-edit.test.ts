import { expect as expectPage } from "playwright/test";
import { expect, test } from "vitest";
import { makePaymentLink, openConsole, payByHand } from "./opened-console.ts";
import { violations } from "./violations.ts";

test("an order without a place is retried with a port that an operator chose, after what will be used was shown", async () => {
  const { page, browser, complaints, host } = await openConsole();
  const link = await makePaymentLink(page, { email: "ada@example.com", serverName: "ada-smp" });
  const scenarios = new URL("/sandbox/scenarios", host.ready.sandbox!.stripe);
  const started = await fetch(scenarios, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ names: ["no-node"] }),
  });
  expect(started.status).toBe(200);
  await payByHand(browser, link);
  await page.keyboard.press("Enter");
  const pane = page.getByRole("complementary");
  await expectPage(pane.locator(".order-states")).toContainText("Error", { timeout: 15_000 });

  await pane.getByRole("tab", { name: /Jobs/ }).click();
  await expectPage(pane.getByText("Make room in the region, or choose a node or a port by hand.")).toBeVisible();
  await pane.getByRole("button", { name: "Edit and retry" }).click();
  const dialog = page.getByRole("dialog", { name: "Retry with other input" });
  const run = dialog.getByRole("button", { name: /^Retry with this/ });
  await run.click();
  await expectPage(dialog.getByText("Choose a node", { exact: true })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel("Node", { exact: true }).click();
  await page.getByRole("option", { name: /^chi-1/ }).click();
  await expectPage(dialog.getByRole("region", { name: "What the retry does" })).toContainText(
    "first free port of chi-1",
  );
  await run.click();
  await expectPage(dialog).toBeHidden({ timeout: 10_000 });
  await expectPage(pane.locator(".order-states")).toContainText("Provisioned", { timeout: 15_000 });
  await expectPage(pane.getByText(/^Node chi-1/)).toBeVisible();
  await pane.getByRole("tab", { name: /Audit/ }).click();
  await expectPage(pane.getByText("retry_step", { exact: true })).toBeVisible();
  await fetch(scenarios, { method: "DELETE" });

  await page.keyboard.press("a");
  await page.getByRole("menuitem", { name: "Terminate", exact: true }).press("Enter");
  const terminate = page.getByRole("dialog", { name: "Terminate" });
  await terminate.getByText("In 3 days").click();
  await terminate.getByLabel("Reason, for the audit").fill("The customer asked for it");
  await page.keyboard.press("Control+Enter");
  const notices = pane.getByRole("list", { name: "Open on this order" });
  await expectPage(notices).toContainText(/The server is deleted \d+ \w+ \d\d:\d\d/);
  expect(await violations(page)).toEqual([]);
  await notices.getByRole("button", { name: "Call it off" }).click();
  await page.getByRole("dialog").getByLabel("Reason, for the audit").fill("They stay after all");
  await page.keyboard.press("Control+Enter");
  await expectPage(notices).toBeHidden();
  expect(complaints).toEqual([]);
});

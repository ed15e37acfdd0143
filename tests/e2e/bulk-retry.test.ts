import { expect as expectPage } from "playwright/test";
import { expect, test } from "vitest";
import { makePaymentLink, openConsole, payByHand } from "./opened-console.ts";
import { violations } from "./violations.ts";

test("orders that failed alike are picked with the keys and put to work together, and their progress is shown", async () => {
  const { page, browser, complaints, host } = await openConsole();
  const links: string[] = [];
  for (const name of ["ada", "noa", "ida"]) {
    links.push(await makePaymentLink(page, { email: `${name}@example.com`, serverName: `${name}-smp` }));
    await page.keyboard.press("Escape");
    await expectPage(page.getByRole("dialog")).toBeHidden();
  }
  const scenarios = new URL("/sandbox/scenarios", host.ready.sandbox!.stripe);
  const headers = { "content-type": "application/json" };
  await fetch(scenarios, { method: "POST", headers, body: JSON.stringify({ names: ["no-node"] }) });
  for (const link of links) await payByHand(browser, link);
  await page.getByRole("button", { name: /Paid, no server/ }).click();
  await expectPage(page.getByRole("row", { name: /Error/ })).toHaveCount(3, { timeout: 15_000 });
  await fetch(scenarios, { method: "DELETE" });
  await expectPage(page.getByRole("button", { name: "Retry all that match" })).toBeVisible();

  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+X");
  const bar = page.getByRole("toolbar", { name: "Orders that are picked" });
  await expectPage(bar).toContainText("3 orders picked");
  await expectPage(page.getByRole("checkbox", { name: "Pick noa@example.com" })).toBeChecked();
  expect(await violations(page)).toEqual([]);
  await bar.getByRole("button", { name: "Retry provisioning" }).click();
  const dialog = page.getByRole("dialog", { name: "Retry provisioning" });
  await expectPage(dialog).toContainText("3 orders will be put to work now");
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: /^Retry 3 orders/ }).click();
  await expectPage(page.getByText("Of 3 put to work: 3 running.")).toBeVisible({ timeout: 15_000 });
  await expectPage(bar).toBeHidden();
  expect(complaints).toEqual([]);
});

import type { Page } from "playwright";
import { expect as expectPage } from "playwright/test";
import { expect, test } from "vitest";
import { openConsole } from "./opened-console.ts";
import { violations } from "./violations.ts";

const WHY = "Prize of the launch party";

/** The drawer, filled in but for how it is paid. */
async function fillIn(page: Page) {
  await page.keyboard.press("n");
  const drawer = page.getByRole("dialog");
  await drawer.getByLabel("Customer").fill("mara@example.com");
  await drawer.getByLabel("Plan").click();
  await page.getByRole("option", { name: /Paper 4 GB/ }).click();
  await drawer.getByLabel("Server name").fill("mara-world");
  await drawer.getByRole("radio", { name: /us-central/ }).check();
  return drawer;
}

test("a server is given away with a reason, by keys alone and once, and the audit keeps why", async () => {
  const { page, complaints } = await openConsole({ scheme: "light" });
  const drawer = await fillIn(page);
  await drawer.getByRole("radio", { name: "Payment link" }).focus();
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("ArrowRight");
  await expectPage(drawer.getByRole("radio", { name: "Free of charge" })).toBeChecked();
  await expectPage(drawer.getByText("$0.00")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expectPage(drawer.getByText("Say why, for the audit")).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await drawer.getByLabel("Reason, for the audit").fill(WHY);
  await drawer.getByRole("button", { name: /^Create the server/ }).dblclick();
  await expectPage(drawer.getByRole("img", { name: /all ten steps proved/i })).toBeVisible({ timeout: 15_000 });
  await expectPage(drawer.getByRole("img", { name: /qr/i })).toHaveCount(0);
  expect(await violations(page)).toEqual([]);

  await page.keyboard.press("Enter");
  const pane = page.getByRole("complementary");
  await expectPage(pane.getByText("Provisioned")).toBeVisible();
  await pane.getByRole("tab", { name: /Audit/ }).click();
  await expectPage(pane.getByText(WHY)).toBeVisible();
  await expectPage(page.getByRole("row", { name: /mara@example/ })).toHaveCount(1);
  expect(complaints).toEqual([]);
});

test("an invoice goes out by e-mail, and the drawer shows where it is paid", async () => {
  const { page, complaints } = await openConsole();
  const drawer = await fillIn(page);
  await drawer.getByText("Invoice by e-mail").click();
  await drawer.getByRole("button", { name: /^Send the invoice/ }).click();
  await expectPage(drawer.getByText("The invoice is on its way to mara@example.com.", { exact: false })).toBeVisible();
  await expectPage(drawer.getByRole("link", { name: /open/i })).toHaveAttribute("href", /^http/);
  expect(complaints).toEqual([]);
});

test("in live, a server is given away only when its name was typed", async () => {
  const { page } = await openConsole({ flags: ["--env", "live"] });
  await page.keyboard.press("n");
  const drawer = page.getByRole("dialog");
  await drawer.getByLabel("Customer").fill("mara@example.com");
  await drawer.getByLabel("Server name").fill("mara-world");
  await drawer.getByText("Free of charge").click();
  await drawer.getByLabel("Reason, for the audit").fill(WHY);
  const create = drawer.getByRole("button", { name: /^Create the server/ });
  await expectPage(create).toBeDisabled();
  const confirm = drawer.getByLabel("Type the server's name, mara-world");
  await confirm.fill("mara-worl");
  await page.keyboard.press("Control+Enter");
  await expectPage(create).toBeDisabled();
  await expectPage(drawer.getByText("Choose a plan", { exact: true })).toBeHidden();
  await confirm.fill("mara-world");
  await expectPage(create).toBeEnabled();
  expect(await violations(page)).toEqual([]);
  // Nothing is set up here, so what comes next is what the form misses.
  await create.click();
  await expectPage(drawer.getByText("Choose a plan", { exact: true })).toBeVisible();
});

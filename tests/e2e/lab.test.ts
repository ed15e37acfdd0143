import { expect as expectPage } from "playwright/test";
import { expect, test } from "vitest";
import { openConsole } from "./opened-console.ts";
import { violations } from "./violations.ts";

const SOON = { timeout: 30_000 };
/** For a machine that does other things, too. */
const PATIENCE = { timeout: 240_000 };

test("purchases are broken and healed on the lab's page, by keys alone", PATIENCE, async () => {
  const { page, complaints } = await openConsole();
  await expectPage(page.getByRole("link", { name: "Fault lab" })).toBeVisible(SOON);
  for (const key of ["g", "l"]) await page.keyboard.press(key);
  const grid = page.getByRole("grid", { name: "Scenarios" });
  await expectPage(page.getByRole("row", { name: /Body parsed before the check/ })).toBeVisible(SOON);
  expect(await violations(page)).toEqual([]);

  await page.keyboard.press("/");
  await page.keyboard.type("never sent");
  await expectPage(grid.getByRole("row")).toHaveCount(3);
  // Esc clears the field, once more it leads back to the table, and slash into the field again.
  for (const key of ["Escape", "Escape"]) await page.keyboard.press(key);
  await page.keyboard.press("/");
  await page.keyboard.type("never sent");
  await page.keyboard.press("Tab");
  for (const key of ["j", "Enter"]) await page.keyboard.press(key);
  const pane = page.getByRole("complementary", { name: "Fault lab: Webhook never sent" });
  await expectPage(pane.getByText("Nothing is broken.")).toBeVisible();

  const picked = page.getByRole("checkbox", { name: "Pick Webhook never sent" });
  await page.keyboard.press("x");
  await expectPage(picked).toBeChecked();
  await page.keyboard.press("x");
  await expectPage(picked).not.toBeChecked();

  await page.keyboard.press("s");
  await expectPage(pane.getByRole("button", { name: /Stop and mend/ })).toBeVisible(SOON);
  await page.keyboard.press("b");
  await expectPage(pane.getByText(/Hit \d+ times, 3 orders not beyond it/)).toBeVisible(SOON);
  await expectPage(pane.getByRole("img", { name: /^Step [45],/ })).toHaveCount(3);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("]");
  await expectPage(pane.getByRole("cell", { name: "POST /v1/checkout/sessions" })).toHaveCount(3);

  await page.keyboard.press("s");
  await page.keyboard.press("[");
  await expectPage(pane.getByText("3 of 3 orders with a server")).toBeVisible(SOON);
  await expectPage(pane.getByRole("img", { name: "All ten steps proved" })).toHaveCount(3, SOON);
  await expectPage(grid.getByRole("row", { name: /Webhook never sent/ })).toContainText(/hit \d+ times/);
  await pane.getByRole("link", { name: /See the 3 orders/ }).press("Enter");
  await expectPage(page.getByRole("row", { name: /Provisioned/ })).toHaveCount(3);
  expect(complaints).toEqual([]);
});

test(
  "several scenarios run together, and a reset says what Waybill keeps before it forgets the rest",
  PATIENCE,
  async () => {
    const { page } = await openConsole({ scheme: "light", width: 1024, height: 680 });
    await page.goto(`${new URL(page.url()).origin}/#/lab?q=panel`);
    const pick = (name: string) => page.getByRole("checkbox", { name: `Pick ${name}` });
    await pick("Panel: errors of its own").check();
    await pick("Panel: down for maintenance").check();
    const pane = page.getByRole("complementary", { name: "Fault lab: 2 scenarios together" });
    await pane.getByRole("button", { name: /Start 2 together/ }).click();
    await expectPage(pane.getByText(/2 scenarios, seed \d+/)).toBeVisible(SOON);
    await pane.getByRole("textbox", { name: "Seed" }).fill("twelve");
    await expectPage(pane.getByText("Write a whole number below 2,147,483,648")).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await expectPage(page.getByRole("row", { name: /Running/ })).toHaveCount(2);

    await page.getByRole("button", { name: "Reset sandbox" }).click();
    const dialog = page.getByRole("dialog", { name: "Reset the sandbox" });
    await expectPage(dialog.getByText("Waybill has no orders that would be left behind.")).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await expectPage(page.getByText("The sandbox is new")).toBeVisible(SOON);
    await expectPage(page.getByRole("row", { name: /Running/ })).toHaveCount(0);
  },
);

test("no other environment's console shows the lab, and its address says why", async () => {
  const { page } = await openConsole({ flags: ["--env", "test"] });
  await expectPage(page.getByRole("link", { name: "Servers" })).toBeVisible();
  await expectPage(page.getByRole("link", { name: "Fault lab" })).toHaveCount(0);
  for (const key of ["g", "l"]) await page.keyboard.press(key);
  expect(new URL(page.url()).hash).toContain("/orders");
  await page.evaluate(() => (location.hash = "#/lab"));
  await expectPage(page.getByText("LAB_ONLY_IN_SANDBOX")).toBeVisible(SOON);
  expect(await violations(page)).toEqual([]);
});

import type { Page } from "playwright";
import { expect as expectPage } from "playwright/test";
import { expect, test } from "vitest";
import { makePaymentLink, openConsole, payByHand } from "./opened-console.ts";
import { violations } from "./violations.ts";

const WHY = "Asked for within the first day";
const NOTE = "Customer moves to another host";

/** The act's dialog, opened by keys alone. */
async function openAct(page: Page, name: string) {
  await page.keyboard.press("a");
  const item = page.getByRole("menuitem", { name, exact: true });
  await expectPage(item).toBeEnabled();
  await item.press("Enter");
  const dialog = page.getByRole("dialog", { name });
  await dialog.waitFor();
  return dialog;
}

test.each(["dark", "light"] as const)(
  "an order is refunded and noted in its dialogs, and its server stands still (%s)",
  async (scheme) => {
    const { page, browser, complaints } = await openConsole({ scheme });
    await payByHand(browser, await makePaymentLink(page, { email: "noa@example.com", serverName: "noa-smp" }));
    await expectPage(page.getByRole("dialog").getByRole("img", { name: /all ten steps proved/i })).toBeVisible({
      timeout: 15_000,
    });
    await page.keyboard.press("Enter");
    const pane = page.getByRole("complementary");
    await expectPage(pane.getByText("Provisioned")).toBeVisible();

    const dialog = await openAct(page, "Refund");
    const reason = dialog.getByLabel("Reason, for the audit");
    await expectPage(reason).toBeFocused();
    await dialog.getByRole("button", { name: /^Refund all/ }).click();
    await expectPage(dialog.getByText("Say why, for the audit")).toBeVisible();
    expect(await violations(page)).toEqual([]);
    for (let presses = 0; presses < 8; presses += 1) await page.keyboard.press("Tab");
    await expectPage(dialog.locator(":focus")).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expectPage(dialog).toBeHidden();
    await expectPage(pane).toBeVisible();

    await openAct(page, "Refund");
    await reason.fill(WHY);
    await dialog.getByRole("button", { name: /^Refund all/ }).click();
    await expectPage(page.getByText(/goes back to the customer/)).toBeVisible({ timeout: 10_000 });
    await expectPage(dialog).toBeHidden();
    const states = pane.locator(".order-states");
    await expectPage(states).toContainText("Suspended", { timeout: 10_000 });
    expect(await states.locator("dd").allTextContents()).toEqual(["Refunded", "Refunded", "Suspended"]);

    const note = await openAct(page, "Add a note");
    await note.getByLabel("Note").fill(NOTE);
    await page.keyboard.press("Control+Enter");
    await expectPage(page.getByText("The note is kept.")).toBeVisible();
    await pane.getByRole("tab", { name: /Audit/ }).click();
    await expectPage(pane.getByText(NOTE)).toBeVisible();
    await expectPage(pane.getByText(WHY)).toBeVisible();

    await page.keyboard.press("a");
    await expectPage(page.getByRole("menuitem", { name: /refunded in full already/ })).toBeDisabled();
    await page.keyboard.press("Escape");
    await expectPage(page.getByRole("menu")).toBeHidden();
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await expectPage(page.getByRole("row", { name: /noa-smp/ })).toContainText("Suspended", { timeout: 10_000 });
    expect(complaints).toEqual([]);
  },
);

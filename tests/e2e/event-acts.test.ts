import { expect as expectPage } from "playwright/test";
import { expect, test } from "vitest";
import { pay, PURCHASE } from "../suites/shop/purchase.ts";
import { tokenFor } from "../suites/shop/token.ts";
import type { HostReady } from "./harness/hosts.ts";
import { openConsole } from "./opened-console.ts";
import { violations } from "./violations.ts";

/** A customer buys a server; the shop's own way, without the console. */
async function buy({ ingress, sandbox }: HostReady): Promise<void> {
  const { stripe, panel, ...keys } = sandbox!;
  const token = await tokenFor(keys.jwt_secret, "noa");
  const answer = await fetch(`${ingress}/api/checkout/create-session`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(PURCHASE),
  });
  const { sessionId } = (await answer.json()) as { sessionId: string };
  await pay({ sandbox: { stripe, panel, keys } }, sessionId);
}

test("by keyboard alone: P says what a replay would change, P again replays it, and the new arrival stands beside the first", async () => {
  const { host, page, complaints } = await openConsole();
  await buy(host.ready);
  await page.evaluate(() => (location.hash = "#/events?q=type:checkout.session.completed"));
  const row = page.getByRole("row", { name: /checkout\.session\.completed/ });
  await expectPage(row).toContainText("Applied", { timeout: 15_000 });
  const grid = page.getByRole("grid", { name: "Events" });
  await grid.focus();
  await page.keyboard.press("j");
  await expectPage(grid).toHaveAttribute("aria-activedescendant", /./);
  await page.keyboard.press("Enter");
  const pane = page.getByRole("complementary");
  await expectPage(pane.getByRole("tab", { name: "Deliveries 1" })).toBeVisible();

  await page.keyboard.press("p");
  const dialog = page.getByRole("dialog", { name: "Replay here" });
  await expectPage(dialog.getByText("Nothing would change.")).toBeVisible();
  await expectPage(dialog.getByRole("button", { name: /Replay all the same/ })).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expectPage(dialog).toBeHidden();
  await expectPage(pane.getByRole("tab", { name: "Deliveries 1" })).toBeVisible();

  await page.keyboard.press("p");
  await page.locator("[data-armed]").waitFor(); // before, a P that was held too long would run it
  await page.keyboard.press("p");
  await expectPage(dialog).toBeHidden();
  await expectPage(page.getByText("Applied again. Nothing changed.")).toBeVisible();
  await expectPage(pane.getByRole("tab", { name: "Deliveries 2" })).toBeVisible();
  expect(complaints).toEqual([]);
});

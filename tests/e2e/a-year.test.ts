import type { Page } from "playwright";
import { expect as expectPage } from "playwright/test";
import { expect, test } from "vitest";
import { makePaymentLink, openConsole, payByHand } from "./opened-console.ts";
import type { HostReady } from "./harness/hosts.ts";

// A machine that does other things, too, takes its time over a year of webhooks.
const SOON = { timeout: 40_000 };

/** Asks Stripe as the customer's bank and their browser do. */
async function stripe({ sandbox }: HostReady, route: string, form?: Record<string, string>) {
  const answer = await fetch(new URL(route, sandbox!.stripe), {
    method: form ? "POST" : "GET",
    headers: { authorization: `Bearer ${sandbox!.stripe_secret_key}` },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  });
  const told = (await answer.json()) as Record<string, unknown>;
  expect(answer.ok, JSON.stringify(told)).toBe(true);
  return told;
}

/** The customer puts another card on their subscription. */
async function changeCard(host: HostReady, token: string): Promise<void> {
  const { data } = (await stripe(host, "/v1/subscriptions?limit=1")) as { data: { id: string; customer: string }[] };
  const { id, customer } = data[0]!;
  const card = await stripe(host, "/v1/payment_methods", { type: "card", "card[token]": token });
  const method = String(card["id"]);
  await stripe(host, `/v1/payment_methods/${method}/attach`, { customer });
  await stripe(host, `/v1/subscriptions/${id}`, { default_payment_method: method });
}

/** Goes to the lab by keys, does something there, and comes back to the order. */
async function inLab(page: Page, act: (clock: () => Promise<string>) => Promise<void>): Promise<void> {
  const order = new URL(page.url()).hash;
  await page.getByRole("link", { name: "Fault lab" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await page.getByRole("row", { name: /Webhook never sent/ }).click();
  const shown = page.getByRole("complementary").locator(".lab-time .num").first();
  await act(async () => (await shown.textContent()) ?? "");
  await page.evaluate((to) => (location.hash = to), order);
}

/** Lets the next renewals happen, one by one. */
async function renew(page: Page, times: number): Promise<void> {
  await inLab(page, async (clock) => {
    const button = page.getByRole("button", { name: "Next renewal" });
    for (let n = 0; n < times; n += 1) {
      await expectPage(button).toBeEnabled(SOON);
      const before = await clock();
      await button.click();
      await expectPage.poll(clock, SOON).not.toContain(before.slice(0, 11));
    }
  });
}

/** Lets so many days pass at once, with all that falls into them. */
async function passDays(page: Page, days: number): Promise<void> {
  await inLab(page, async (clock) => {
    const before = await clock();
    await page.getByRole("textbox", { name: "Days" }).fill(String(days));
    await page.getByRole("button", { name: "Days", exact: true }).click();
    await expectPage.poll(clock, SOON).not.toContain(before.slice(0, 11));
  });
}

/** Opens an act's dialog on the open order. */
async function openAct(page: Page, name: string) {
  await page.keyboard.press("a");
  const item = page.getByRole("menuitem", { name, exact: true });
  await expectPage(item).toBeEnabled();
  await item.press("Enter");
  const dialog = page.getByRole("dialog", { name });
  await dialog.waitFor();
  return dialog;
}

test(
  "a purchase, a year of renewals, one that fails, recovery, upgrade, refund and cancellation, all from the console",
  { timeout: 240_000 },
  async () => {
    const { page, browser, host, complaints } = await openConsole();
    await payByHand(browser, await makePaymentLink(page, { email: "year@example.com", serverName: "year-smp" }));
    await expectPage(page.getByRole("dialog").getByRole("img", { name: /all ten steps proved/i })).toBeVisible(SOON);
    await page.keyboard.press("Enter");
    const pane = page.getByRole("complementary");
    const states = pane.locator(".order-states dd");
    await expectPage(states).toHaveText(["Provisioned", "Paid", "Active"]);
    const journal = async () => (await pane.getByRole("tab", { name: /Events/ }).textContent()) ?? "";
    const before = await journal();

    await renew(page, 2);
    await passDays(page, 310);
    await expectPage(states).toHaveText(["Provisioned", "Paid", "Active"]);
    await expectPage.poll(journal, SOON).not.toBe(before);
    await pane.getByRole("tab", { name: /Events/ }).click();
    await expectPage
      .poll(() => pane.getByText("invoice.paid", { exact: true }).count(), SOON)
      .toBeGreaterThanOrEqual(13);

    await changeCard(host.ready, "tok_chargeCustomerFail");
    await renew(page, 1);
    await expectPage(states).toHaveText(["Provisioned", "Paid", "Past due"], SOON);

    await changeCard(host.ready, "tok_visa");
    await passDays(page, 5);
    await expectPage(states).toHaveText(["Provisioned", "Paid", "Active"], SOON);

    const upgrade = await openAct(page, "Change plan");
    await upgrade.getByLabel("New plan").click();
    await page.getByRole("option", { name: /Paper 8 GB/ }).click();
    await upgrade.getByLabel("Reason, for the audit").fill("Wants more room");
    await upgrade.getByRole("button", { name: /^Change plan to/ }).click();
    await expectPage(upgrade).toBeHidden(SOON);
    await expectPage(pane.getByText("Paper 8 GB").first()).toBeVisible(SOON);

    const refund = await openAct(page, "Refund");
    await refund.getByLabel("Reason, for the audit").fill("Moves to another host");
    await refund.getByRole("button", { name: "Refund all" }).click();
    await expectPage(refund).toBeHidden(SOON);
    await expectPage(states).toHaveText(["Refunded", "Refunded", "Suspended"], SOON);

    const cancel = await openAct(page, "Cancel");
    await cancel.getByRole("radio", { name: "Now" }).check({ force: true });
    await cancel.getByLabel("Reason, for the audit").fill("Moves to another host");
    await cancel.getByRole("button", { name: "Cancel now" }).click();
    await expectPage(cancel).toBeHidden(SOON);
    const { data } = (await stripe(host.ready, "/v1/subscriptions?limit=1&status=all")) as {
      data: { status: string }[];
    };
    expect(data.map(({ status }) => status)).toEqual(["canceled"]);
    await pane.getByRole("tab", { name: /Audit/ }).click();
    await expectPage(pane.getByText("Moves to another host")).toHaveCount(2);
    expect(complaints).toEqual([]);
  },
);

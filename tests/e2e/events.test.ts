import type { Page } from "playwright";
import { expect as expectPage } from "playwright/test";
import { expect, test } from "vitest";
import { makePaymentLink, openConsole, payByHand } from "./opened-console.ts";
import { violations } from "./violations.ts";

const SOON = { timeout: 10_000 };

/** A console on its Events, after one purchase that became a server. */
async function openBought() {
  const opened = await openConsole();
  const { page, browser, host } = opened;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await payByHand(browser, await makePaymentLink(page, { email: "ida@example.dk", serverName: "ida-smp" }));
  await expectPage(page.getByRole("dialog").getByRole("img", { name: /all ten steps proved/i })).toBeVisible(SOON);
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await page.getByRole("heading", { name: "Events", level: 1 }).waitFor();
  const sandbox = host.ready.sandbox!;
  const stripe = (route: string, form: Record<string, string>) =>
    fetch(new URL(route, sandbox.stripe), {
      method: "POST",
      headers: { authorization: `Bearer ${sandbox.stripe_secret_key}` },
      body: new URLSearchParams(form),
    });
  return { ...opened, pane: page.getByRole("complementary"), stripe };
}

const filterBy = async (page: Page, query: string) => {
  await page.keyboard.press("/");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(query);
  await expectPage(page).toHaveURL((url) => url.hash.includes(encodeURIComponent(query).replaceAll("%20", "+")));
};

/** The first row, opened by keys alone. */
const openFirst = async (page: Page) => {
  await page.getByRole("grid").focus();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
};

test("the event that paid an order shows each step that it led to, and leads to its order and back", async () => {
  const { page, pane, complaints } = await openBought();
  // Whichever of a purchase's events came first has confirmed the payment.
  const paid = pane.getByRole("cell", { name: /Order from pending to paid/ });
  for (const type of ["checkout.session.completed", "invoice.paid", "customer.subscription.updated"]) {
    await page.evaluate((q) => (location.hash = `#/events?q=type:${q}`), type);
    await page.getByRole("row", { name: new RegExp(type) }).waitFor();
    await openFirst(page);
    await pane.getByRole("tab", { name: /^Effects/ }).click();
    if (await paid.isVisible()) break;
    await page.keyboard.press("Escape");
    await expectPage(pane).toBeHidden();
  }
  await expectPage(paid).toBeVisible();
  for (const step of ["claim", "look up", "customer", "placement", "create", "await install", "record"])
    await expectPage(pane.getByRole("row", { name: new RegExp(`Done ${step}`) })).toBeVisible();
  await expectPage(pane.getByRole("row", { name: /Server \d+ \(\w+\) runs/ })).toBeVisible();
  await expectPage(pane.getByRole("list", { name: "How it got here" })).toContainText(
    /Created.*Received.*Journaled, 200.*Applied.*Server runs/,
  );
  expect(await violations(page)).toEqual([]);

  await pane.getByRole("link", { name: "Order, jobs" }).click();
  await page.getByRole("heading", { name: "Orders", level: 1 }).waitFor();
  await expectPage(pane.getByText("await_install")).toBeVisible();
  await pane.getByRole("tab", { name: /^Events/ }).click();
  await pane.getByRole("link", { name: "customer.subscription.created" }).click();
  await expectPage(pane.getByRole("heading", { name: "customer.subscription.created" })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("an event is walked, copied from and held against Stripe by keys alone", async () => {
  const { page, pane, stripe, complaints } = await openBought();
  await filterBy(page, "type:customer.subscription.created");
  await openFirst(page);
  await expectPage(pane).toBeFocused();
  const tree = pane.getByRole("tree");
  await tree.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+c");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("event");
  await pane.getByRole("button", { name: "Copy path" }).press("Enter");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("object");

  const payload = await pane
    .getByRole("treeitem", { name: /id: "sub_/ })
    .first()
    .textContent();
  const subscription = /sub_\w+/.exec(payload!)![0];
  await stripe(`/v1/subscriptions/${subscription}`, { "metadata[region]": "eu-west" });
  await pane.focus();
  for (const tab of ["Headers", "Deliveries", "Now at Stripe"]) {
    await page.keyboard.press("]");
    await expectPage(pane.getByRole("tab", { name: tab })).toHaveAttribute("aria-selected", "true");
  }
  await expectPage(pane.getByRole("row", { name: "metadata.region us-central eu-west" })).toBeVisible(SOON);
  await expectPage(pane.getByRole("tab", { name: /Now at Stripe \d differ/ })).toBeVisible();

  expect(await violations(page)).toEqual([]);
  await page.keyboard.press(".");
  await expectPage(pane.getByRole("heading", { name: "customer.subscription.updated" })).toBeVisible();
  await page.keyboard.press(",");
  await expectPage(pane.getByRole("heading", { name: "customer.subscription.created" })).toBeVisible();
  await page.emulateMedia({ colorScheme: "light" });
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("a filter says what it can't understand, and is saved as a view that others find by its address", async () => {
  const { page, complaints } = await openBought();
  await filterBy(page, "type:invoice.* foo:bar");
  await expectPage(page.getByText(/There is no filter foo:/)).toBeVisible();
  await filterBy(page, "type:invoice.* outcome:applied");
  await expectPage(page.getByText(/There is no filter/)).toBeHidden();
  await expectPage(page.getByRole("row")).toHaveCount(2);

  await page.getByRole("button", { name: "Save this view" }).press("Enter");
  const name = page.getByRole("textbox", { name: "Save this view" });
  await expectPage(name).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await name.fill("Paid invoices");
  await name.press("Enter");
  const views = page.getByRole("navigation", { name: "Views of the events" });
  const saved = views.getByRole("button", { name: "Paid invoices", exact: true });
  await expectPage(saved).toHaveAttribute("aria-current", "true");

  await page.reload();
  await expectPage(saved).toHaveAttribute("aria-current", "true");
  await expectPage(page.getByRole("row")).toHaveCount(2);
  await views.getByRole("button", { name: /^All/ }).click();
  await expectPage(page.getByRole("row", { name: /checkout\.session\.completed/ })).toBeVisible();
  await saved.click();
  await views.getByRole("button", { name: "What to do with Paid invoices" }).press("Enter");
  await page.getByRole("menuitem", { name: "Rename" }).press("Enter");
  const rename = page.getByRole("textbox", { name: "Rename this view" });
  await rename.fill("Invoices");
  await rename.press("Enter");
  await views.getByRole("button", { name: "What to do with Invoices" }).press("Enter");
  await page.getByRole("menuitem", { name: "Delete" }).press("Enter");
  await expectPage(views.getByRole("button", { name: "Invoices", exact: true })).toBeHidden();
  await page.getByRole("button", { name: "Bring it back" }).click();
  await expectPage(views.getByRole("button", { name: "Invoices", exact: true })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("the tail waits while a row is chosen, and goes on when asked", async () => {
  const { page, host } = await openConsole();
  await page.evaluate(() => (location.hash = "#/events"));
  const post = () => fetch(`${host.ready.ingress}/api/stripe/webhook`, { method: "POST", body: "{}" });
  await post();
  await expectPage(page.getByRole("row", { name: /Rejected/ })).toHaveCount(1);
  await page.keyboard.press("j");
  await expectPage(page.getByRole("button", { name: /^Paused/ })).toBeVisible();
  await post();
  await page.getByRole("button", { name: "1 new" }).click();
  await expectPage(page.getByRole("row", { name: /Rejected/ })).toHaveCount(2);
  await expectPage(page.getByRole("button", { name: /^Live/ })).toBeVisible();
});

import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, Locator, Page } from "playwright";
import { launchBrowser } from "../e2e/harness/browser.ts";
import { startHeadless } from "../e2e/harness/hosts.ts";
import { temporaryFolder } from "../e2e/harness/program.ts";
import { liveIn } from "./lived-in-shop.ts";

// Takes the pictures in docs/screens from the built console, on a sandbox with some orders: `npm run screens`.
const SCREENS = path.join(import.meta.dirname, "../../docs/screens");
const SIZES = { "": { width: 1440, height: 900 }, "-1024x680": { width: 1024, height: 680 } };

/** The events come through `stripe listen` from here on, as long as the host runs. */
async function startForward(browser: Browser, address: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto(address);
  await page.evaluate(() => (location.hash = "#/events"));
  await page.getByRole("button", { name: "Start forward" }).click();
  await page.getByText("Forwarding").first().waitFor();
  await page.close();
}

/** A picture of `page` once `seen` is on it. */
async function take(page: Page, name: string, seen: Locator): Promise<void> {
  await seen.first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: path.join(SCREENS, `${name}.png`), animations: "disabled" });
}

async function openFirst(page: Page, row: RegExp): Promise<void> {
  await page.getByRole("row", { name: row }).first().click();
  await page.getByRole("complementary").waitFor();
}

async function tour(
  browser: Browser,
  address: string,
  scheme: "dark" | "light",
  size: keyof typeof SIZES,
): Promise<void> {
  const context = await browser.newContext({ viewport: SIZES[size], colorScheme: scheme });
  const page = await context.newPage();
  const go = (hash: string) => page.evaluate((to) => (location.hash = to), hash);
  await page.goto(address);
  await page
    .getByRole("row", { name: /Provisioned/ })
    .first()
    .waitFor();
  await openFirst(page, /Provisioned/);
  await take(page, `orders-${scheme}${size}`, page.getByText("Dashboard complete"));
  await go("#/events");
  await openFirst(page, /checkout\.session\.completed/);
  await take(page, `events-${scheme}${size}`, page.getByText("Forwarding"));
  await go("#/events?signature=paste");
  await take(page, `signature-doctor-${scheme}${size}`, page.getByRole("dialog"));
  await go("#/events?endpoints=1");
  await take(page, `endpoints-${scheme}${size}`, page.getByRole("dialog").getByText("Check again"));
  await go("#/settings?part=life");
  await take(page, `settings-${scheme}${size}`, page.getByText("A server's life"));
  await go("#/servers");
  await take(page, `servers-${scheme}${size}`, page.getByRole("row", { name: /nakamura-smp/ }));
  await go("#/lab?scenario=webhook-never-sent");
  await take(page, `lab-${scheme}${size}`, page.getByRole("complementary").getByText("Next renewal"));
  await go("#/orders?new=1");
  const drawer = page.getByRole("dialog");
  await drawer.getByLabel("Customer").fill("lena.hoffmann@example.de");
  await drawer.getByLabel("Plan").click();
  await page.getByRole("option", { name: /Paper 4 GB/ }).click();
  await drawer.getByLabel("Server name").fill("hoffmann-paper");
  await drawer.getByRole("radio", { name: /us-east/ }).check();
  await take(page, `new-order-${scheme}${size}`, drawer.getByText("Due now"));
  await page.keyboard.press("Control+Enter");
  await drawer.getByRole("link", { name: /open/i }).waitFor();
  await take(page, `new-order-result-${scheme}${size}`, drawer.getByText("Customer paid"));
  await context.close();
}

mkdirSync(SCREENS, { recursive: true });
const data = temporaryFolder();
const host = await startHeadless({ flags: ["--data-dir", data.folder, "--no-open"] });
const browser = await launchBrowser();
try {
  await startForward(browser, host.ready.console);
  await liveIn(host.ready);
  for (const scheme of ["dark", "light"] as const)
    for (const size of Object.keys(SIZES) as (keyof typeof SIZES)[])
      await tour(browser, host.ready.console, scheme, size);
} finally {
  await browser.close();
  await host.stop();
  data.remove();
}

import type { Page } from "playwright";
import { expect, test } from "vitest";
import { makePaymentLink, openConsole, payByHand } from "./opened-console.ts";
import { violations } from "./violations.ts";

const PLACES = ["#/orders", "#/events", "#/servers"] as const;

async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), place);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
}

/** The row is there, its pane is open. */
async function openFirstRow(page: Page): Promise<void> {
  await page.getByRole("row").nth(1).click();
  await page.getByRole("complementary").waitFor();
}

test.each(["dark", "light"] as const)("axe finds nothing on any page, empty or full (%s)", async (scheme) => {
  const { page, browser, complaints } = await openConsole({ scheme });
  const found: string[] = [];
  for (const place of PLACES) {
    await goTo(page, place);
    found.push(...(await violations(page)));
  }
  await goTo(page, "#/orders");
  const url = await makePaymentLink(page, { email: "axe@example.com", serverName: "axe" });
  found.push(...(await violations(page)));
  await payByHand(browser, url);
  await page.keyboard.press("Escape");
  await page.getByRole("row", { name: /Provisioned/ }).waitFor();
  for (const place of ["#/orders", "#/events"]) {
    await goTo(page, place);
    await openFirstRow(page);
    found.push(...(await violations(page)));
  }
  await goTo(page, "#/servers");
  await page.getByRole("row", { name: /axe/ }).first().waitFor();
  found.push(...(await violations(page)));
  expect(found).toEqual([]);
  expect(complaints).toEqual([]);
});

test("nothing is cut off sideways at the smallest window", async () => {
  const { page, browser } = await openConsole({ width: 1024, height: 680 });
  await payByHand(browser, await makePaymentLink(page, { email: "narrow@example.com", serverName: "narrow" }));
  await page.keyboard.press("Escape");
  for (const place of PLACES) {
    await goTo(page, place);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect({ place, over }).toEqual({ place, over: 0 });
  }
});

test("the console's first page is small enough to load at once", async () => {
  const { page } = await openConsole();
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter((entry) => entry.name.endsWith(".js"))
      .map((entry) => entry.name),
  );
  const { gzipSync } = await import("node:zlib");
  const sizes = await Promise.all(
    scripts.map(async (script) => gzipSync(await (await page.request.get(script)).body()).byteLength),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(10_000);
  expect(total).toBeLessThan(250_000);
});

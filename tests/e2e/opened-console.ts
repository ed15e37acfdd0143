import type { Browser, Page } from "playwright";
import { onTestFinished } from "vitest";
import { launchBrowser } from "./harness/browser.ts";
import { type HostReady, startHeadless, type Started } from "./harness/hosts.ts";
import { temporaryFolder } from "./harness/program.ts";

export interface OpenedConsole {
  readonly host: Started<HostReady>;
  readonly browser: Browser;
  readonly page: Page;
  /** What the page complained of: errors, and anything its Content-Security-Policy stopped. */
  readonly complaints: string[];
  readonly dataDir: string;
}

export interface ConsoleOptions {
  readonly scheme?: "dark" | "light";
  readonly width?: number;
  readonly height?: number;
  readonly flags?: readonly string[];
}

/** The built headless host on a fresh data folder, and its console in a real Chromium. All gone when the test ends. */
export async function openConsole(options: ConsoleOptions = {}): Promise<OpenedConsole> {
  const data = temporaryFolder();
  const { folder } = data;
  onTestFinished(() => data.remove());
  const host = await startHeadless({ flags: ["--data-dir", folder, "--no-open", ...(options.flags ?? [])] });
  onTestFinished(async () => void (await host.stop()));
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const viewport = { width: options.width ?? 1440, height: options.height ?? 900 };
  const context = await browser.newContext({ viewport, colorScheme: options.scheme ?? "dark" });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(host.ready.console);
  await page.getByRole("heading", { name: "Orders", level: 1 }).waitFor();
  return { host, browser, page, complaints, dataDir: folder };
}

/** Fills the new-order drawer and makes the link; returns where the customer pays. */
export async function makePaymentLink(
  page: Page,
  order: { readonly email: string; readonly serverName: string },
): Promise<string> {
  await page.keyboard.press("n");
  const drawer = page.getByRole("dialog");
  await drawer.getByLabel("Customer").fill(order.email);
  await drawer.getByLabel("Plan").click();
  await page.getByRole("option", { name: /Paper 4 GB/ }).click();
  await drawer.getByLabel("Server name").fill(order.serverName);
  await drawer.getByRole("radio", { name: /us-central/ }).check();
  await page.keyboard.press("Control+Enter");
  const link = drawer.getByRole("link", { name: /open/i });
  await link.waitFor();
  return (await link.getAttribute("href")) ?? "";
}

/** Pays on the sandbox's page, as a customer: the test card is filled in. */
export async function payByHand(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.getByRole("button", { name: /^Pay \$/ }).click();
  await page.getByRole("heading", { name: "Payment received" }).waitFor();
  await page.close();
}

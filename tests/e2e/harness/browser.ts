import { chromium, type Browser } from "playwright";
import { findChromium } from "./chromium.ts";

// Not the arguments that @sparticuz/chromium suggests: they switch off web security, which is under test here.
const ARGS = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--enable-blink-features=MessagePortCloseEvent",
];

/** Starts a real headless Chromium. Close it when done. */
export function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = findChromium();
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return chromium.launch({ executablePath, args: ARGS, env: { ...Object.fromEntries(own), ...env } });
}

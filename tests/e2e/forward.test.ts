import path from "node:path";
import { expect, test } from "vitest";
import { cli, pidsOf } from "../suites/shop/forward.ts";
import { openConsole } from "./opened-console.ts";
import { violations } from "./violations.ts";

const canRun = cli !== null && process.platform === "linux";

test.skipIf(!canRun)("the forward is started, watched and stopped from the events page, by keyboard", async () => {
  const { page, dataDir, complaints } = await openConsole();
  const bar = page.getByRole("region", { name: "Forward" });
  const button = (name: string) => bar.getByRole("button", { name });
  const isFocused = (name: string) => button(name).evaluate((element) => element === document.activeElement);
  const children = () => pidsOf(path.join(dataDir, "forward", "sandbox"));
  await page.evaluate(() => (location.hash = "#/events"));
  await button("Start forward").focus();
  await page.keyboard.press("Enter");
  await bar.getByText("Forwarding").waitFor();
  await bar.getByText(/there and back \d+ ms/).waitFor();
  await bar.getByText(/fingerprint/).waitFor();
  await page.getByRole("contentinfo").getByText("Forwarding").waitFor();
  expect(await isFocused("Restart the forward")).toBe(true);
  const found: string[] = [];
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await violations(page)));
  }

  process.kill(children()[0]!, "SIGKILL");
  await bar.getByText("The Stripe CLI was ended by SIGKILL.").waitFor();
  found.push(...(await violations(page)));
  await bar.getByText("Forwarding").waitFor();

  await page.keyboard.press("Tab");
  expect(await isFocused("Stop the forward")).toBe(true);
  await page.keyboard.press("Enter");
  await button("Start forward").waitFor();
  expect(await isFocused("Start forward")).toBe(true);
  expect(children()).toEqual([]);
  expect({ found, complaints }).toEqual({ found: [], complaints: [] });
});

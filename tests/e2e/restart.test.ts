import { expect as expectPage } from "playwright/test";
import { onTestFinished, test } from "vitest";
import { makePaymentLink, openConsole, payByHand } from "./opened-console.ts";
import { startHeadless } from "./harness/hosts.ts";

test("the host is killed between payment and server; the open console says so, and sees the server after the restart", async () => {
  const { page, browser, host, dataDir } = await openConsole();
  const url = await makePaymentLink(page, { email: "mara@example.se", serverName: "mara-smp" });
  await page.keyboard.press("Escape");
  const { port: consolePort } = new URL(host.ready.console);
  const { port: ingressPort } = new URL(host.ready.ingress);
  const stripe = host.ready.sandbox!.stripe;
  await host.kill();
  await expectPage(page.getByText(/nothing (is|was) lost/i)).toBeVisible();

  const again = await startHeadless({
    flags: ["--data-dir", dataDir, "--no-open", "--console-port", consolePort, "--ingress-port", ingressPort],
  });
  onTestFinished(async () => void (await again.stop()));
  expectSamePlace(again.ready.sandbox!.stripe, stripe);
  await payByHand(browser, url);
  await expectPage(page.getByRole("row", { name: /mara@example\.se/ })).toContainText("Provisioned", {
    timeout: 15_000,
  });
});

/** A payment link that was sent to a customer must still lead somewhere after a restart. */
function expectSamePlace(now: string, before: string): void {
  if (now !== before) throw new Error(`The sandbox's Stripe moved from ${before} to ${now}`);
}

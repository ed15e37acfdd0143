import type { Page } from "playwright";
import { expect as expectPage } from "playwright/test";
import { expect, test } from "vitest";
import { z } from "zod";
import type { SandboxFacts } from "./harness/hosts.ts";
import { makePaymentLink, openConsole, payByHand } from "./opened-console.ts";
import { violations } from "./violations.ts";

const Server = z.object({
  attributes: z.object({
    id: z.number(),
    user: z.number(),
    egg: z.number(),
    allocation: z.number(),
    external_id: z.string().nullable(),
    limits: z.record(z.string(), z.unknown()),
    feature_limits: z.unknown(),
    container: z.object({
      image: z.string(),
      startup_command: z.string(),
      environment: z.record(z.string(), z.unknown()),
    }),
  }),
});

/** What an administrator does on the panel itself. */
async function onPanel(sandbox: SandboxFacts, method: string, path: string, body?: unknown): Promise<unknown> {
  const { panel, panel_api_key: key } = sandbox;
  const headers = { authorization: `Bearer ${key}`, accept: "application/json", "content-type": "application/json" };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${panel}/api/application${path}`, { method, headers, ...sent });
  const text = await answer.text();
  expect(answer.ok, text).toBe(true);
  return text === "" ? null : JSON.parse(text);
}

/** Deletes the only server and makes a smaller one by hand in its place; returns its number. */
async function replaceByHand(sandbox: SandboxFacts): Promise<number> {
  const [server] = z.object({ data: z.array(Server) }).parse(await onPanel(sandbox, "GET", "/servers")).data;
  const { id, user, egg, allocation, limits, feature_limits, container } = server!.attributes;
  await onPanel(sandbox, "DELETE", `/servers/${id}`);
  const { image: docker_image, startup_command: startup, environment } = container;
  const what = { user, egg, docker_image, startup, environment, feature_limits };
  const more = { name: "by-hand", limits: { ...limits, memory: 2_048 }, allocation: { default: allocation } };
  return Server.parse(await onPanel(sandbox, "POST", "/servers", { ...what, ...more })).attributes.id;
}

async function openAct(page: Page, name: string) {
  await page.keyboard.press("a");
  await page.getByRole("menuitem", { name, exact: true }).press("Enter");
  return page.getByRole("dialog", { name });
}

test("a server that was made by hand is linked in its dialog, once it was read how it differs", async () => {
  const { page, browser, host, complaints } = await openConsole();
  const sandbox = host.ready.sandbox!;
  await payByHand(browser, await makePaymentLink(page, { email: "noa@example.com", serverName: "noa-smp" }));
  await expectPage(page.getByRole("dialog").getByRole("img", { name: /all ten steps proved/i })).toBeVisible({
    timeout: 15_000,
  });
  await page.keyboard.press("Enter");
  await expectPage(page.getByRole("complementary").getByText("Provisioned")).toBeVisible();
  const serverId = await replaceByHand(sandbox);

  // Whoever wants to stop a server that is gone learns that it is.
  const suspend = await openAct(page, "Suspend");
  await suspend.getByLabel("Reason, for the audit").fill("Looked for the server");
  await page.keyboard.press("Control+Enter");
  await expectPage(suspend).toBeHidden();

  await expectPage(
    page
      .getByRole("complementary")
      .getByText(/is gone/i)
      .first(),
  ).toBeVisible({ timeout: 10_000 });
  const dialog = await openAct(page, "Link server");
  await expectPage(dialog.getByLabel("Server's number on the panel")).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expectPage(dialog.getByText("Write the server's number, such as 12")).toBeVisible();
  await dialog.getByLabel("Server's number on the panel").fill(String(serverId));
  await dialog.getByLabel("Reason, for the audit").fill("Made by hand on the panel");
  await page.keyboard.press("Control+Enter");
  const takeIt = dialog.getByLabel("Take the server as it is");
  await expectPage(takeIt).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await takeIt.check();
  await page.keyboard.press("Control+Enter");
  await expectPage(dialog).toBeHidden();
  const { attributes } = Server.parse(await onPanel(sandbox, "GET", `/servers/${serverId}`));
  expect(attributes.external_id).toMatch(/^ord_/);
  expect(complaints).toEqual([]);
});

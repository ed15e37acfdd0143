import { expect, test } from "vitest";
import { openConsole } from "./opened-console.ts";
import { violations } from "./violations.ts";

interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly status: string;
}

test("an endpoint whose path is doubled is named, corrected as its plan says, and a new one is created beside it", async () => {
  const { page, host, complaints } = await openConsole();
  const { stripe, stripe_secret_key: key } = host.ready.sandbox!;
  const atStripe = async (): Promise<Endpoint[]> => {
    const answer = await fetch(`${stripe}/v1/webhook_endpoints`, { headers: { authorization: `Bearer ${key}` } });
    return ((await answer.json()) as { data: Endpoint[] }).data;
  };
  const [own] = await atStripe();
  await fetch(`${stripe}/v1/webhook_endpoints/${own!.id}`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: new URLSearchParams({ url: `${own!.url}/webhook` }),
  });
  await page.evaluate(() => (location.hash = "#/events"));
  await page.getByRole("button", { name: "Webhooks" }).click();
  await page.getByRole("menuitem", { name: "Endpoints" }).click();
  const drawer = page.getByRole("dialog", { name: "Webhook endpoints" });
  await drawer.getByRole("heading", { name: /^No endpoint works/ }).waitFor();
  await drawer.getByText(/the path is doubled: \/api\/stripe\/webhook\/webhook/).waitFor();
  expect(await violations(page)).toEqual([]);
  await drawer.getByRole("button", { name: /^Correct/ }).press("Enter");
  await drawer.getByText(`${own!.url}/webhook becomes ${own!.url}`).waitFor();
  expect(await violations(page)).toEqual([]);
  expect((await atStripe())[0]!.url).toBe(`${own!.url}/webhook`);
  await page.keyboard.press("Control+Enter");
  await drawer.getByRole("heading", { name: /^Stripe posts to 1 endpoint here/ }).waitFor();
  expect((await atStripe())[0]!.url).toBe(own!.url);

  await drawer.getByRole("button", { name: "Create one" }).press("Enter");
  const address = drawer.getByLabel("Address");
  await address.fill("nonsense");
  await address.press("Enter");
  await drawer.getByText("ENDPOINT_ADDRESS_UNFIT").waitFor();
  await address.fill("");
  await address.press("Enter");
  await drawer.getByText(/Keep its signing secret when Stripe shows it/).waitFor();
  await drawer.getByRole("button", { name: "Create the endpoint" }).click();
  await page.getByText(/its signing secret \([0-9a-f]{4}\) is kept and counts at once/).waitFor();
  await drawer.getByText(/posts the same to the same address/).waitFor();
  expect(await atStripe()).toHaveLength(2);
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });
  expect(page.url()).not.toContain("endpoints");
  expect(complaints.filter((text) => !/status of 40\d/.test(text))).toEqual([]);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { payByApi } from "../testing/buy.ts";
import { newFolder, openTestStripe } from "../testing/open-test-stripe.ts";
import { DAY } from "../testing/subscribe.ts";

/** A file as the first version left it. */
function oldFile(): string {
  const file = join(newFolder(), "stripe.db");
  const db = new Sqlite(file);
  db.exec(readFileSync(join(import.meta.dirname, "../testing/first-version.sql"), "utf8"));
  db.close();
  return file;
}

test("a file of the first version opens: what was sold is renewed, what was open can be paid or expires", async () => {
  const test = await openTestStripe({ dataFile: oldFile() });
  const [open] = (await test.stripe.checkout.sessions.list({ status: "open" })).data;
  expect(open?.url).toBe(`${test.sandbox.url}/c/pay/${open!.id}`);
  expect((await payByApi(test, open!)).status).toBe(200);
  await test.call("POST", "/sandbox/clock/advance", { seconds: String(31 * DAY) });
  const invoices = (await test.stripe.invoices.list()).data;
  expect(invoices.map(({ status, billing_reason }) => [status, billing_reason])).toEqual([
    ["paid", "subscription_cycle"],
    ["paid", "subscription_cycle"],
    ["paid", "subscription_create"],
    ["paid", "subscription_create"],
  ]);
  expect(invoices.every(({ hosted_invoice_url }) => hosted_invoice_url?.startsWith(test.sandbox.url))).toBe(true);

  const other = await openTestStripe({ dataFile: oldFile() });
  await other.call("POST", "/sandbox/clock/advance", { seconds: String(2 * DAY) });
  expect((await other.stripe.checkout.sessions.list({ status: "expired" })).data).toHaveLength(1);
});

test("a file of a version to come is left alone", async () => {
  const file = join(newFolder(), "stripe.db");
  const db = new Sqlite(file);
  db.pragma("user_version = 99");
  db.close();
  await expect(openTestStripe({ dataFile: file })).rejects.toThrow("newer Waybill");
});

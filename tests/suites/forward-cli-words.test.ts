import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { listenCommand } from "../../electron/engine/forward/cli-command.ts";
import { type CliEnd, faultOfEnd } from "../../electron/engine/forward/cli-faults.ts";
import type { CliLine } from "../../electron/engine/forward/cli-lines.ts";
import { startCli } from "../../electron/engine/forward/cli-process.ts";
import { openTestStripe } from "../../electron/sandbox/stripe/testing/open-test-stripe.ts";
import { SECRET_KEY } from "../../electron/sandbox/stripe/testing/world.ts";
import { cli, SOON } from "./shop/forward.ts";

// What the real CLI says is what the forward goes by: each fault and line in its own words.

const NOBODY = "http://127.0.0.1:9/api/stripe/webhook";

/** Runs `stripe listen` as the forward does; tells what it said, and how it ended once it has. */
function listen(apiBase: string, secretKey: string) {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-words-"));
  const command = listenCommand({ env: "sandbox", secretKey, apiBase, forwardTo: NOBODY, folder, passed: {} });
  const lines: CliLine[] = [];
  const ended = Promise.withResolvers<CliEnd>();
  const child = startCli(cli!.path, command, folder, {
    onLine: (line) => lines.push(line),
    onEnd: ended.resolve,
    onRefused: (why) => ended.reject(new Error(why)),
  });
  onTestFinished(async () => {
    await child.stop(500);
    rmSync(folder, { recursive: true, force: true });
  });
  return { lines, ended: ended.promise };
}

test.skipIf(cli === null)("each key that Stripe or the CLI refuses is a fault that a person can mend", async () => {
  const { sandbox, call } = await openTestStripe({ now: Date.now });
  const made = async () =>
    (await call("POST", "/sandbox/keys", { "permissions[event]": "read" })).body as unknown as {
      id: string;
      key: string;
    };
  const [weak, expired] = [await made(), await made()];
  await call("POST", `/sandbox/keys/${expired.id}/expire`);
  const keys: [key: string, code: string][] = [
    ["sk_test_1", "FORWARD_KEY_SHORT"],
    ["pk_test_0123456789abcdefghij", "FORWARD_KEY_KIND"],
    ["0123456789abcdefghijklmnop", "FORWARD_KEY_LEGACY"],
    ["sk_test_0123456789abcdefghij", "FORWARD_KEY_REFUSED"],
    [weak.key, "FORWARD_KEY_PERMISSION"],
    [expired.key, "FORWARD_KEY_EXPIRED"],
  ];
  const faults = await Promise.all(keys.map(async ([key]) => faultOfEnd(await listen(sandbox.url, key).ended)));
  expect(faults.map(({ code, again }) => [code, again])).toEqual(keys.map(([, code]) => [code, "never"]));
});

test.skipIf(cli === null)("an event that it can't hand on is told by a line of its own", async () => {
  const { sandbox, stripe } = await openTestStripe({ now: Date.now });
  const { lines } = listen(sandbox.url, SECRET_KEY);
  await expect.poll(() => lines.map(({ kind }) => kind), SOON).toContain("ready");
  const { id } = await stripe.customers.create({ name: "Lena" });
  await expect
    .poll(async () => {
      await stripe.customers.update(id, { description: String(Math.random()) });
      return lines.map(({ kind }) => kind);
    }, SOON)
    .toContain("not_handed_on");
  expect(lines.find(({ kind }) => kind === "event")).toMatchObject({ type: "customer.updated", connect: false });
});

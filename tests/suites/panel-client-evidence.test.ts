import { expect, test } from "vitest";
import { createPterodactylPanel } from "../../electron/engine/panel/pterodactyl-panel.ts";
import { KEY, NEW_SERVER, panelThatAnswers } from "../fixtures/pterodactyl/panel-that-answers.ts";
import { recordedAnswer } from "../fixtures/pterodactyl/recording.ts";

test("evidence shows neither the key nor other secrets, even where the panel repeats them", async () => {
  const { panel } = await panelThatAnswers({
    status: 400,
    headers: {},
    body: { errors: [{ code: "DisplayException", detail: `key ${KEY}` }] },
  });
  const call = await panel.createServer(NEW_SERVER);
  const text = JSON.stringify(call);
  expect(text).not.toContain(KEY);
  expect(text).not.toContain("hunter2");
  expect(call.exchanges[0]).toMatchObject({
    requestBody: { environment: { SERVER_JARFILE: "server.jar", RCON_PASS: "•••" } },
  });
});

test("evidence is cut at 8 KiB", async () => {
  const { panel } = await panelThatAnswers(recordedAnswer("servers-create-startup-too-long"));
  const { exchanges } = await panel.createServer(NEW_SERVER);
  expect(String(exchanges[0]!.responseBody).length).toBeLessThan(8300);
  expect(exchanges[0]!.responseBody).toContain("(cut, ");
});

test("evidence tells what is left of the panel's limit", async () => {
  const { panel } = await panelThatAnswers(recordedAnswer("servers-external-404"));
  expect(panel.budget()).toBeNull();
  await panel.findServerByExternalId("ord_1");
  expect(panel.budget()).toEqual({
    remaining: Number(recordedAnswer("servers-external-404").headers["x-ratelimit-remaining"]),
    limit: 240,
  });
});

test("a key that can't be a header is refused without quoting it", async () => {
  const panel = createPterodactylPanel({ url: "http://127.0.0.1:9", apiKey: "ptla_geheim\nübel", now: Date.now });
  const call = await panel.listServers();
  expect(call.result).toMatchObject({ ok: false, error: { code: "PANEL_KEY_REFUSED", certainty: "refused" } });
  expect(JSON.stringify(call)).not.toContain("geheim");
});

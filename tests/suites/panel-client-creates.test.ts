import { expect, test } from "vitest";
import type { ServerResponse } from "node:http";
import { NEW_SERVER, panelThatAnswers, type Reply } from "../fixtures/pterodactyl/panel-that-answers.ts";
import { bodyText, recordedAnswer } from "../fixtures/pterodactyl/recording.ts";

test("creating a server sends the allocation and no deploy, and reads the new server", async () => {
  const { panel, seen } = await panelThatAnswers(recordedAnswer("servers-create-with-include"));
  const { result } = await panel.createServer(NEW_SERVER);
  expect(result).toMatchObject({ ok: true, value: { id: 62, status: "installing", address: "127.0.0.1:25582" } });
  const sent = JSON.parse(seen[0]!.body) as Record<string, unknown>;
  expect(sent).toMatchObject({ external_id: "ord_1", user: 3, egg: 4, allocation: { default: 4 } });
  expect(sent).not.toHaveProperty("deploy");
});

test("creating a server sends all three keys of a deploy and no allocation", async () => {
  const { panel, seen } = await panelThatAnswers(recordedAnswer("servers-create-deploy-ok"));
  await panel.createServer({ ...NEW_SERVER, place: { kind: "deploy", locationIds: [1], tags: [] } });
  const sent = JSON.parse(seen[0]!.body) as Record<string, unknown>;
  expect(sent).toMatchObject({ deploy: { locations: [1], dedicated_ip: false, port_range: [] } });
  expect(sent).not.toHaveProperty("allocation");
});

test.each<[string, Reply, string]>([
  ["no answer in time", "silence", "PANEL_TIMEOUT"],
  ["a connection that breaks", "hang-up", "PANEL_LOST"],
  [
    "half an answer",
    (response) =>
      void response.writeHead(201, { "content-length": "999" }).write('{"object"', () => response.destroy()),
    "PANEL_LOST",
  ],
  ["a 201 that can't be read", { status: 201, headers: {}, body: { object: "server" } }, "PANEL_ANSWER_UNREADABLE"],
  ["a proxy's 502 page", { status: 502, headers: {}, body: { __text: "<html>Bad Gateway</html>" } }, "PANEL_ERROR"],
  ["a proxy's 503 page", { status: 503, headers: {}, body: { __text: "<html>busy</html>" } }, "PANEL_ERROR"],
])("creating a server is uncertain after %s", async (_what, reply, code) => {
  const { panel } = await panelThatAnswers(reply);
  expect((await panel.createServer(NEW_SERVER)).result).toMatchObject({
    ok: false,
    error: { certainty: "uncertain", code },
  });
});

test("creating a server is passing where nothing listens", async () => {
  const { panel, stop } = await panelThatAnswers();
  await stop();
  const { result, exchanges } = await panel.createServer(NEW_SERVER);
  expect(result).toMatchObject({ ok: false, error: { certainty: "passing", code: "PANEL_UNREACHABLE" } });
  expect(exchanges).toMatchObject([{ method: "POST", status: null, responseBody: null }]);
});

test("creating a server happens one at a time", async () => {
  const waiting: ServerResponse[] = [];
  const hold = (response: ServerResponse) => void waiting.push(response);
  const { panel, seen } = await panelThatAnswers(hold, hold);
  const both = [panel.createServer(NEW_SERVER), panel.createServer({ ...NEW_SERVER, externalId: "ord_2" })];
  await expect.poll(() => waiting.length).toBe(1);
  const refused = recordedAnswer("servers-create-bad-egg");
  waiting[0]!.writeHead(refused.status, refused.headers).end(bodyText(refused.body));
  await both[0];
  await expect.poll(() => waiting.length).toBe(2);
  expect(seen.map(({ body }) => (JSON.parse(body) as { external_id: string }).external_id)).toEqual(["ord_1", "ord_2"]);
  waiting[1]!.writeHead(refused.status, refused.headers).end(bodyText(refused.body));
  await both[1];
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createStripeGateway } from "./live-stripe-gateway.ts";

test("all endpoints are read, however many pages they fill", async () => {
  const ids = Array.from({ length: 230 }, (_, at) => `we_${at}`);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://x");
    asked.push(searchParams.get("starting_after") ?? "the first");
    const from = ids.indexOf(searchParams.get("starting_after") ?? "") + 1;
    const data = ids.slice(from, from + 100).map((id) => ({ id, object: "webhook_endpoint" }));
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({ object: "list", data, has_more: from + 100 < ids.length, url: "/v1/webhook_endpoints" }),
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const listed = await createStripeGateway({ secretKey: "sk_test_play", apiBase }, Date.now).listEndpoints();
  expect(listed.ok && listed.value.map(({ id }) => id)).toEqual(ids);
  expect(asked).toEqual(["the first", "we_99", "we_199"]);
});

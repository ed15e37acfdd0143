import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { probeAddress } from "./probe-address.ts";

async function serving(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/stripe/webhook`;
}

test.each([
  ["fine", 405, { allow: "POST" }, /answered as Waybill does in \d+ ms\.$/],
  ["wrong", 405, { allow: "PUT" }, /answered 405 .*another program/],
  ["wrong", 200, {}, /answered 200 in \d+ ms, and Waybill answers 405/],
  ["wrong", 302, { location: "http://127.0.0.1:1/" }, /answered 302: Stripe follows no redirect\.$/],
  ["wrong", 404, {}, /answered 404/],
] as const)("an address is %s where a GET is answered with %i", async (state, status, headers, says) => {
  const asked: string[] = [];
  const address = await serving((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status, headers).end("{}");
  });
  expect(await probeAddress(address)).toEqual({ state, says: expect.stringMatching(says) });
  expect(asked).toEqual(["GET /api/stripe/webhook"]);
});

test("one that is silent is given up, and none is said not to be asked", async () => {
  const address = await serving(() => {});
  expect(await probeAddress(address, 50)).toEqual({
    state: "wrong",
    says: `GET ${address} was not answered within 0.05 s.`,
  });
  expect(await probeAddress(null)).toMatchObject({ state: "unknown", says: expect.stringContaining("was not asked") });
});

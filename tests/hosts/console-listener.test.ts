import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import { WebSocket } from "ws";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Contract } from "../../shared/contract/index.ts";
import { startHeadless, type HostReady, type Started } from "../e2e/harness/hosts.ts";
import { temporaryFolder } from "../e2e/harness/program.ts";
import { ask, knock } from "./ask.ts";

const TOKEN = "a-token.of~this_test";
const data = temporaryFolder();
let host: Started<HostReady>;
let origin: string;
let cookie: string;
let port: string;

beforeAll(async () => {
  host = await startHeadless({ flags: ["--data-dir", data.folder, "--console-token", TOKEN] });
  ({ origin, port } = new URL(host.ready.console));
  cookie = `waybill_console_${port}=${TOKEN}`;
});
afterAll(async () => {
  await host.stop();
  data.remove();
});

describe("getting in", () => {
  test("the token becomes a cookie and leaves the address", async () => {
    const { status, headers } = await ask(`${origin}/?token=${TOKEN}&x=1`);
    expect(status).toBe(303);
    expect(headers.location).toBe("/?x=1");
    expect(headers["set-cookie"]).toEqual([`${cookie}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict`]);
  });

  test("the redirect stays on this listener", async () => {
    const { headers } = await ask(`${origin}//evil.example/?token=${TOKEN}`);
    expect(headers.location).toBe("/evil.example/");
  });

  test("with the cookie the console opens, its page never cached, its assets for ever", async () => {
    const page = await ask(`${origin}/`, { cookie });
    expect(page).toMatchObject({
      status: 200,
      headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
    });
    const [, script] = /src="\.(\/assets\/[^"]+\.js)"/.exec(page.text) ?? [];
    expect((await ask(`${origin}${script}`, { cookie })).headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
    });
  });

  test.each([
    ["nothing", {}],
    ["a wrong cookie", { cookie: "waybill_console=wrong" }],
  ])("with %s it shows how to get in, and nothing of the console", async (_name, headers) => {
    const { status, text } = await ask(`${origin}/`, headers);
    expect(status).toBe(401);
    expect(text).toContain("asks for its token");
    expect((await ask(`${origin}/index.html`, headers)).status).toBe(401);
    expect((await ask(`${origin}/icon.svg`, headers)).status).toBe(401);
  });

  test("a wrong token opens nothing", async () => {
    const { status, headers } = await ask(`${origin}/?token=${TOKEN}x`);
    expect(status).toBe(401);
    expect(headers["set-cookie"]).toBeUndefined();
  });
});

describe("who may ask", () => {
  test.each(["evil.example", "evil.example:80", "127.0.0.1:1"])("a Host of %s is refused", async (other) => {
    const { status, text } = await ask(`${origin}/`, { cookie, host: other });
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({ code: "HOST_REFUSED" });
  });

  test("localhost is a name of this listener", async () => {
    expect((await ask(`${origin}/`, { cookie, host: `localhost:${port}` })).status).toBe(200);
  });

  test("a page of another origin changes nothing here", async () => {
    const foreign = { authorization: `Bearer ${TOKEN}`, origin: "https://evil.example" };
    expect((await ask(`${origin}/ops/reconcile`, foreign, "POST")).status).toBe(403);
  });

  test("every answer forbids what the console does not need", async () => {
    for (const address of ["/", "/missing.js", "/ops/summary"]) {
      const { headers } = await ask(`${origin}${address}`, { cookie });
      expect(String(headers["content-security-policy"]).split("; ").sort()).toEqual([
        "base-uri 'none'",
        `connect-src 'self' ws://127.0.0.1:${port}`,
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "require-trusted-types-for 'script'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "trusted-types default",
      ]);
      expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" });
    }
  });

  test("other methods are refused with those that are allowed", async () => {
    expect(await ask(`${origin}/`, { cookie }, "DELETE")).toMatchObject({
      status: 405,
      headers: { allow: "GET, HEAD" },
    });
  });
});

const rpc = () => `ws://127.0.0.1:${port}/rpc`;

describe("/rpc", () => {
  test.each([
    ["no token", {}, 401],
    ["a wrong token", { protocols: ["waybill.token.wrong"] }, 401],
    ["a wrong cookie", { headers: { cookie: `waybill_console_1=${TOKEN}` } }, 401],
    [
      "a foreign page",
      { headers: { cookie: "", origin: "https://evil.example" }, protocols: [`waybill.token.${TOKEN}`] },
      403,
    ],
    ["a foreign Host", { headers: { host: "evil.example" }, protocols: [`waybill.token.${TOKEN}`] }, 403],
  ])("%s is refused", async (_name, with_, status) => {
    expect(await knock(rpc(), with_)).toBe(status);
  });

  test("another path is no socket", async () => {
    expect(await knock(`ws://127.0.0.1:${port}/other`, { headers: { cookie } })).toBe(404);
  });

  test.each([
    ["the cookie and its own page", () => ({ headers: { cookie, origin } })],
    ["the token as subprotocol", () => ({ protocols: [`waybill.token.${TOKEN}`] })],
    ["the token beside a subprotocol", () => ({ protocols: ["waybill", `waybill.token.${TOKEN}`] })],
  ])("with %s the engine answers", async (_name, with_) => {
    const socket = await knock(rpc(), with_());
    expect(socket).toBeInstanceOf(WebSocket);
    const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
    const engine = createORPCClient<ContractRouterClient<Contract>>(link);
    expect(await engine.system.about()).toMatchObject({ env: "sandbox", ingressUrl: host.ready.ingress });
    await expect(engine.orders.get({ orderId: "ord_missing" })).rejects.toMatchObject({ code: "ORDER_NOT_FOUND" });
    (socket as WebSocket).close();
  });

  test("a message that is too long ends the connection, not the host", async () => {
    const socket = (await knock(rpc(), { headers: { cookie } })) as WebSocket;
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.on("error", () => {});
    socket.send("x".repeat(2 * 1024 * 1024));
    expect(await closed).toBe(1009);
    expect((await ask(`${origin}/`, { cookie })).status).toBe(200);
  });
});

describe("/ops", () => {
  const bearer = { authorization: `Bearer ${TOKEN}` };
  const ops = (path: string, method = "GET", headers: Record<string, string> = bearer) =>
    ask(`${origin}/ops${path}`, headers, method);

  test("asks for the token as Bearer; the cookie is not enough", async () => {
    const insufficient: Record<string, string>[] = [
      {},
      { cookie },
      { authorization: "Bearer wrong" },
      { authorization: `Basic ${TOKEN}` },
    ];
    for (const headers of insufficient) {
      const { status, text, headers: answered } = await ops("/summary", "GET", headers);
      expect(status).toBe(401);
      expect(answered["www-authenticate"]).toContain("Bearer");
      expect(JSON.parse(text)).toEqual({ error: "Unauthorized", code: "TOKEN_REFUSED", message: expect.any(String) });
    }
  });

  test("the summary", async () => {
    const { status, text } = await ops("/summary");
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({
      ordersByStatus: expect.any(Object),
      lastWebhookReceivedAt: null,
      stuckOrdersCount: 0,
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  test("a retry of what is not there", async () => {
    const { status, text } = await ops("/orders/ord_01J00000000000000000000000/retry", "POST");
    expect(status).toBe(404);
    expect(JSON.parse(text)).toEqual({
      error: "Order not found",
      code: "ORDER_NOT_FOUND",
      message: expect.any(String),
    });
  });

  test("a reconcile", async () => {
    const { status, text } = await ops("/reconcile", "POST");
    expect(status).toBe(200);
    const count = expect.any(Number);
    expect(JSON.parse(text)).toEqual({ success: true, findings: { opened: count, closed: count, open: count } });
  });

  test.each([
    ["/summary", "POST", "GET"],
    ["/reconcile", "GET", "POST"],
    ["/orders/ord_1/retry", "PUT", "POST"],
  ])("%s does not take %s", async (path, method, allowed) => {
    expect(await ops(path, method)).toMatchObject({ status: 405, headers: { allow: allowed } });
  });

  test("what is not there is 404, in the shape of every refusal", async () => {
    const { status, text } = await ops("/nothing");
    expect(status).toBe(404);
    expect(JSON.parse(text)).toMatchObject({ error: "Not found", code: "ROUTE_NOT_FOUND" });
  });
});

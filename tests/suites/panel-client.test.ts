import { describe, expect, test } from "vitest";
import { KEY, panelThatAnswers, type Reply } from "../fixtures/pterodactyl/panel-that-answers.ts";
import { recordedAnswer, type RecordedAnswer } from "../fixtures/pterodactyl/recording.ts";

describe("looking for a server", () => {
  test("asks by external id, encoded, for JSON, with the key as a header", async () => {
    const { panel, seen } = await panelThatAnswers(recordedAnswer("servers-external-404"));
    const { result } = await panel.findServerByExternalId("a/b c");
    expect(result).toEqual({ ok: true, value: null });
    expect(seen[0]).toMatchObject({
      method: "GET",
      url: "/api/application/servers/external/a%2Fb%20c?include=user,allocations",
    });
    expect(seen[0]!.headers).toMatchObject({ accept: "application/json", authorization: `Bearer ${KEY}` });
  });

  test("hands back what the panel has, with owner and address", async () => {
    const { panel } = await panelThatAnswers(recordedAnswer("servers-view-installed-include-all"));
    const { result } = await panel.findServerByExternalId("pi_Abc123");
    expect(result).toMatchObject({
      ok: true,
      value: {
        id: 1,
        identifier: "f8bd5209",
        status: null,
        userId: 3,
        userEmail: "two@example.com",
        address: "127.0.0.1:25582",
        memoryMb: 1024,
      },
    });
  });

  test.each([
    ["servers-external-case", "PI_ABC123"],
    ["servers-external-accent-insensitive", "ord-2024.01:á_b~c"],
    ["servers-external-trailing-space", "pi_Abc123 "],
  ])("never takes the panel's loose match for its own (%s)", async (name, externalId) => {
    const { panel } = await panelThatAnswers(recordedAnswer(name));
    const { result } = await panel.findServerByExternalId(externalId);
    expect(result).toMatchObject({ ok: false, error: { certainty: "refused", code: "PANEL_EXTERNAL_ID_CLASH" } });
  });

  test.each([
    ["auth-bad-key", "PANEL_KEY_REFUSED"],
    ["throttled-429-other-key-same-user", "PANEL_RATE_LIMITED"],
    ["panel-maintenance-503-html", "PANEL_MAINTENANCE"],
    ["servers-external-slash", "PANEL_ROUTE_MISSING"],
  ])("never takes %s for not found", async (name, code) => {
    const { panel } = await panelThatAnswers(recordedAnswer(name));
    expect((await panel.findServerByExternalId("ord_1")).result).toMatchObject({ ok: false, error: { code } });
  });

  test("without permission for owner and allocations still finds the server", async () => {
    const { panel } = await panelThatAnswers(recordedAnswer("servers-view-include-without-acl"));
    expect((await panel.getServer(51)).result).toMatchObject({
      ok: true,
      value: { id: 51, userEmail: null, address: null },
    });
  });
});

describe("reading what does not answer", () => {
  test.each<[string, Reply, string, string]>([
    ["silence", "silence", "passing", "PANEL_TIMEOUT"],
    ["a broken connection", "hang-up", "passing", "PANEL_LOST"],
    ["a failing panel", { status: 500, headers: {}, body: null }, "passing", "PANEL_ERROR"],
    [
      "a web page under a good status",
      { status: 200, headers: {}, body: { __text: "<html>Shop</html>" } },
      "refused",
      "PANEL_ANSWER_UNREADABLE",
    ],
    [
      "a redirect to the login page",
      { status: 302, headers: { location: "http://panel.test/auth/login" }, body: null },
      "refused",
      "PANEL_KEY_REFUSED",
    ],
    [
      "a redirect elsewhere",
      { status: 301, headers: { location: "https://panel.test/api/application/servers" }, body: null },
      "refused",
      "PANEL_REDIRECTED",
    ],
  ])("%s is a fault, never an empty list", async (_what, reply, certainty, code) => {
    const { panel, seen } = await panelThatAnswers(reply);
    expect((await panel.listServers()).result).toMatchObject({ ok: false, error: { certainty, code } });
    expect(seen).toHaveLength(1);
  });
});

describe("lists", () => {
  test("are read page by page, with the same filter on every page", async () => {
    const page = recordedAnswer("users-filter-email-suffix-trap");
    const body = page.body as { data: unknown[]; meta: { pagination: object } };
    const pageOf = (current: number, data: unknown[]): RecordedAnswer => ({
      ...page,
      body: { ...body, data, meta: { pagination: { ...body.meta.pagination, current_page: current, total_pages: 2 } } },
    });
    const second = structuredClone(body.data) as { attributes: { id: number; email: string } }[];
    second[0]!.attributes = { ...second[0]!.attributes, id: 99, email: "Example@Example.NET" };
    const { panel, seen } = await panelThatAnswers(pageOf(1, body.data), pageOf(2, second));
    expect((await panel.findUserByEmail("example@example.net")).result).toMatchObject({ ok: true, value: { id: 99 } });
    expect(seen.map(({ url }) => url)).toEqual([
      "/api/application/users?filter[email]=example%40example.net&per_page=100&page=1",
      "/api/application/users?filter[email]=example%40example.net&per_page=100&page=2",
    ]);
  });

  test("never take a part of an address for the whole", async () => {
    const { panel } = await panelThatAnswers(recordedAnswer("users-filter-email-suffix-trap"));
    expect((await panel.findUserByEmail("example@example.net")).result).toEqual({ ok: true, value: null });
  });

  test("send a plus in an address as %2B", async () => {
    const { panel, seen } = await panelThatAnswers(recordedAnswer("users-filter-email-plus-encoded"));
    expect((await panel.findUserByEmail("seven+tag@example.com")).result).toMatchObject({ ok: true, value: { id: 6 } });
    expect(seen[0]!.url).toContain("seven%2Btag%40example.com");
  });

  test("of nodes without allocations ask for each node's", async () => {
    const { panel, seen } = await panelThatAnswers(
      recordedAnswer("nodes-list"),
      recordedAnswer("allocations-filter-port"),
      recordedAnswer("allocations-filter-port"),
    );
    const { result } = await panel.listNodes();
    expect(result).toMatchObject({
      ok: true,
      value: [
        { name: "fra-1", memoryMb: 16384, allocations: [{ id: 6, port: 25570, assigned: false }] },
        { id: 2, public: false },
      ],
    });
    expect(seen[0]!.url).toContain("include=allocations");
  });

  test("of servers carry owners and addresses", async () => {
    const { panel } = await panelThatAnswers(
      { ...recordedAnswer("servers-list-include-user-allocations") },
      { status: 200, headers: {}, body: { object: "list", data: [] } },
    );
    const { result } = await panel.listServers();
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && result.value[0]).toMatchObject({
      id: 54,
      userEmail: "two@example.com",
      address: "127.0.0.1:25565",
    });
  });
});

describe("looking for an egg", () => {
  test("reads its variables with their defaults and rules", async () => {
    const { panel, seen } = await panelThatAnswers(recordedAnswer("eggs-view"));
    const { result } = await panel.getEgg(5, 1);
    expect(seen[0]!.url).toBe("/api/application/nests/1/eggs/5?include=variables");
    expect(result).toMatchObject({ ok: true, value: { id: 5, nestId: 1, name: "Paper" } });
    expect(result.ok && result.value?.variables.at(0)).toEqual({
      name: "MINECRAFT_VERSION",
      defaultValue: "latest",
      rules: "nullable|string|max:20",
    });
  });

  test("walks the nests where the named one has it not", async () => {
    const missing = recordedAnswer("eggs-view-wrong-nest");
    const { panel, seen } = await panelThatAnswers(missing, recordedAnswer("nests-list"), recordedAnswer("eggs-view"));
    expect((await panel.getEgg(5, 2)).result).toMatchObject({ ok: true, value: { id: 5 } });
    expect(seen.map(({ url }) => url.replace(/\?.*/, ""))).toEqual([
      "/api/application/nests/2/eggs/5",
      "/api/application/nests",
      "/api/application/nests/1/eggs/5",
    ]);
  });

  test("says null only when every nest was asked", async () => {
    const missing = recordedAnswer("eggs-view-wrong-nest");
    const { panel } = await panelThatAnswers(recordedAnswer("nests-list"), missing, missing, missing, missing);
    expect((await panel.getEgg(77, null)).result).toEqual({ ok: true, value: null });
  });
});

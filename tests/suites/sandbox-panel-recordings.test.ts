import { expect, onTestFinished, test } from "vitest";
import { startSandboxPanel } from "../../electron/sandbox/panel/start-sandbox-panel.ts";
import { type Circumstances, RECORDED_KEYS, recordedWorld } from "../fixtures/pterodactyl/recorded-world.ts";
import { allRecordings, recording, type RecordedAnswer, type Recording } from "../fixtures/pterodactyl/recording.ts";
import { likeness } from "../fixtures/pterodactyl/likeness.ts";

/** What the sandbox does not do as recorded, and why. */
const DIFFERENT: Readonly<Record<string, string>> = {
  "servers-create-race-same-allocation": "the sandbox answers one request at a time, so nobody races",
  "servers-create-race-same-external-id": "as above: the losers get the 422, never the database's 500",
  "users-create-race-same-email": "as above",
};

const wings = (create: NonNullable<Circumstances["faults"]>["create"]): Circumstances => ({
  faults: { create: create! },
});
const broken: Circumstances = { faults: { configure: "offline" } };
const suspended: Circumstances = { status: { 39: "suspended" } };
const fresh: Circumstances = { fresh: true };

/** How the panel stood when a recording was made, where it was not as usual. */
const CIRCUMSTANCES: Readonly<Record<string, Circumstances>> = {
  "panel-maintenance-503": { maintenance: true },
  "panel-maintenance-503-html": { maintenance: true },
  "panel-maintenance-503-no-retry": { maintenance: true },
  "auth-ok-list-users": fresh,
  "eggs-view-include": fresh,
  "include-unknown": fresh,
  "locations-list-include": fresh,
  "nodes-view-include": fresh,
  "servers-create-deploy-ok": { withoutServers: [1] },
  "servers-create-node-in-maintenance": { node: { maintenance: true } },
  "servers-create-node-overalloc-minus1": { node: { memory: 1, memoryOverallocate: -1 } },
  "servers-create-wings-403": wings({ status: 403 }),
  "servers-create-wings-404": wings({ status: 404 }),
  "servers-create-wings-422": wings({ status: 422 }),
  "servers-create-wings-500": wings({ status: 500 }),
  "servers-create-wings-502": wings({ status: 502 }),
  "servers-create-wings-connection-reset": wings("offline"),
  "servers-create-wings-full-hang": { faults: { create: "hang", delete: "hang" } },
  "servers-create-wings-hang-observed": wings("hang"),
  "servers-create-wings-registers-then-hangs": wings("hang"),
  "servers-external-during-wings-hang": wings("hang"),
  "servers-external-after-wings-500": wings({ status: 500 }),
  "servers-delete-twice": { withoutServers: [39] },
  "servers-delete-wings-404": { faults: { delete: { status: 404 } } },
  "servers-delete-wings-500": { faults: { delete: { status: 500 } } },
  "servers-reinstall-wings-409": {
    faults: {
      reinstall: { status: 409, says: "Cannot execute server reinstall event while another power action is running." },
    },
  },
  "servers-suspend-wings-404": { faults: { sync: { status: 404, says: "sync failed" } } },
  "servers-suspend-wings-500": { faults: { sync: { status: 500 } } },
  "servers-view-after-suspend-wings-500": { faults: { sync: { status: 500 } } },
  "servers-view-after-delete-wings-500": { status: { 39: "reinstall_failed" }, faults: { delete: { status: 500 } } },
  "servers-suspend-again": suspended,
  "servers-reinstall-while-suspended": suspended,
  "servers-view-reinstall-while-suspended": { ...suspended, installMs: 60_000 },
  "servers-view-after-reinstall-while-suspended": { ...suspended, installMs: 1 },
  "servers-view-reinstall-recovered": { installMs: 1 },
  "servers-view-reinstalling": { installMs: 60_000 },
  "servers-view-unsuspended": suspended,
  "servers-list-has-suspended": suspended,
  "servers-build-while-suspended": suspended,
  "servers-details-while-suspended": suspended,
  "client-view-suspended": suspended,
  "client-resources-suspended": suspended,
  "client-resources-node-maintenance": { node: { maintenance: true } },
  "client-view-installing": { status: { 1: "installing" } },
  "client-resources-installing": { status: { 1: "installing" } },
  "servers-view-installing": { status: { 1: "installing" } },
  "servers-external-special-chars": { status: { 54: "installing" } },
  "servers-external-accent-insensitive": { status: { 54: "installing" } },
  "servers-suspend-while-installing": { status: { 41: "installing" } },
  "servers-suspend-while-installing-2": { status: { 42: "installing" } },
  "servers-unsuspend-while-installing": { status: { 42: "installing" } },
  "servers-unsuspend-while-installing-2": { status: { 42: "suspended" } },
  "servers-view-unsuspend-while-installing": { status: { 42: "installing" } },
  "servers-view-suspend-then-installed": { status: { 41: "installing" } },
  "nodes-update-maintenance-off": broken,
  "nodes-update-overalloc": broken,
  "nodes-update-restore": broken,
  ...Object.fromEntries(
    ["full", "email-plus", "username-number", "weak-password"].map((name) => [`users-create-${name}`, fresh]),
  ),
};

type Ask = (request: NonNullable<Recording["request"]>) => Promise<Response>;
const post = (path: string) => ({
  method: "POST",
  path: `/api/application/servers/${path}`,
  headers: { Accept: "application/json", Authorization: "Bearer <app_full>" },
  body: null,
});
const acts =
  (...paths: readonly string[]) =>
  async (ask: Ask) => {
    for (const path of paths) await ask(post(path));
  };
const shows = (name: string, status: string | null) => async (ask: Ask) => {
  const seen = async () =>
    ((await (await ask(recording(name).request!)).json()) as { attributes?: { status: string | null } }).attributes
      ?.status;
  await expect.poll(seen).toBe(status);
};
const useUp = async (ask: Ask) => {
  const { request } = recording("locations-view");
  await Promise.all(Array.from({ length: 240 }, () => ask(request!)));
};

/** What was done on the panel before a recording's request, where it matters. */
const BEFORE: Readonly<Record<string, (ask: Ask) => Promise<void>>> = {
  "throttled-429-no-accept": useUp,
  "throttled-429-other-key-same-user": useUp,
  "throttled-bad-key-401": useUp,
  "throttled-client-api-separate": useUp,
  "servers-view-after-wings-restart-reset": async (ask) => {
    const headers = { "content-type": "application/json" };
    await ask({ method: "POST", path: "/sandbox/daemon", headers, body: { nodeId: 1, restart: true } });
  },
  "servers-view-unsuspended": acts("39/unsuspend"),
  "servers-view-after-suspend-wings-500": acts("39/suspend"),
  "servers-view-reinstalling": acts("39/reinstall"),
  "servers-view-reinstall-while-suspended": acts("39/reinstall"),
  "servers-view-unsuspend-while-installing": acts("42/suspend", "42/unsuspend"),
  "servers-view-suspend-then-installed": acts("41/suspend"),
  "servers-view-after-reinstall-while-suspended": async (ask) => {
    await ask(post("39/reinstall"));
    await shows("servers-view-after-reinstall-while-suspended", null)(ask);
  },
  "servers-view-reinstall-recovered": async (ask) => {
    await ask(post("43/reinstall"));
    await shows("servers-view-reinstall-recovered", null)(ask);
  },
  "servers-external-after-wings-500": async (ask) => void (await ask(recording("servers-create-wings-500").request!)),
  "servers-external-after-wings-offline": async (ask) =>
    void (await ask(recording("servers-create-wings-offline").request!)),
  "servers-external-during-wings-hang": async (ask) => {
    const unanswered = ask(recording("servers-create-wings-hang-observed").request!).catch(
      () => "the panel closed first",
    );
    onTestFinished(async () => void (await unanswered));
    await shows("servers-external-during-wings-hang", "installing")(ask);
  },
  "servers-external-after-client-abort": async (ask) => {
    const { request } = recording("servers-create-deploy-location-string");
    await ask({ ...request!, body: { ...(request!.body as object), external_id: "aborted-1" } });
    await shows("servers-external-after-client-abort", null)(ask);
  },
};

/** The recorder wrote `Bearer` over every scheme; this one was sent with another. */
const SENT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "auth-basic-scheme": { Accept: "application/json", Authorization: "Basic PGFwcF9mdWxsPjo=" },
};

const REPLAYED = allRecordings().filter((one) => DIFFERENT[one.case] === undefined);

test("at least 95 of 100 recordings are replayed", () => {
  expect(REPLAYED.length / allRecordings().length).toBeGreaterThan(0.95);
});

test.each(REPLAYED.map((one) => [one.case, one] as const))("%s", async (name, { request, response }) => {
  const circumstances = CIRCUMSTANCES[name] ?? {};
  const panel = await startSandboxPanel({
    host: "127.0.0.1",
    port: 0,
    dataFile: ":memory:",
    apiKey: "ptla_unused",
    clientKey: "ptlc_unused",
    seed: recordedWorld(circumstances),
    moreKeys: RECORDED_KEYS,
    installMs: circumstances.installMs ?? 1,
    daemonTimeoutMs: 100,
  });
  onTestFinished(() => panel.close());
  const ask: Ask = ({ method, path, headers, body }) =>
    fetch(`${panel.url}${path}`, { method, headers, body: textOf(body), redirect: "manual" });
  await BEFORE[name]?.(ask);
  const answer = await answerOf(await ask({ ...request!, headers: SENT[name] ?? request!.headers }));
  expect(likeness(answer, request!.path)).toEqual(likeness(response!, request!.path));
});

function textOf(body: unknown): string | null {
  if (body === null) return null;
  return typeof body === "object" && "__raw" in body ? String(body.__raw) : JSON.stringify(body);
}

async function answerOf(response: Response): Promise<RecordedAnswer> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") && text !== "";
  const body: unknown = isJson ? JSON.parse(text) : text === "" ? null : { __text: text };
  return { status: response.status, headers: Object.fromEntries(response.headers), body };
}

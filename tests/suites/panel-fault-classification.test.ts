import { describe, expect, test } from "vitest";
import { classifyReply, isCertainlyMissing } from "../../electron/engine/panel/classify-fault.ts";
import { PANEL_ACTS, type PanelAct } from "../../electron/engine/panel/panel-acts.ts";
import type { PanelReply } from "../../electron/engine/panel/panel-transport.ts";
import { bodyText, recordedAnswer, recording, type RecordedAnswer } from "../fixtures/pterodactyl/recording.ts";

const NOW = 1_795_530_000_000;

function replyOf(answer: RecordedAnswer): PanelReply {
  const text = bodyText(answer.body);
  const isJson = (answer.headers["content-type"] ?? "").includes("json");
  return {
    status: answer.status,
    headers: new Headers(answer.headers),
    text,
    json: isJson && text !== "" ? JSON.parse(text) : undefined,
  };
}

const says = (name: string, act: PanelAct) => classifyReply(act, replyOf(recordedAnswer(name)), NOW).says;
const missing = (name: string) => isCertainlyMissing(replyOf(recordedAnswer(name)), NOW);

const { createServer, createUser, findServer, findUser, suspendServer, listNodes } = PANEL_ACTS;

/** recording · what was asked · certainty · code */
const EXPECTED: readonly (readonly [string, PanelAct, string, string])[] = [
  ["auth-missing", findServer, "refused", "PANEL_KEY_REFUSED"],
  ["auth-bad-key", createServer, "refused", "PANEL_KEY_REFUSED"],
  ["auth-expired-key", findServer, "refused", "PANEL_KEY_REFUSED"],
  ["auth-right-identifier-wrong-secret", findServer, "refused", "PANEL_KEY_REFUSED"],
  ["auth-ip-blocked", findServer, "refused", "PANEL_KEY_ADDRESS"],
  ["acl-missing-servers", findServer, "refused", "PANEL_PERMISSION_MISSING"],
  ["acl-readonly-post", createUser, "refused", "PANEL_PERMISSION_MISSING"],
  ["throttled-429-other-key-same-user", createServer, "passing", "PANEL_RATE_LIMITED"],
  ["throttled-429-no-accept", findServer, "passing", "PANEL_RATE_LIMITED"],
  ["panel-maintenance-503", createServer, "passing", "PANEL_MAINTENANCE"],
  ["panel-maintenance-503-html", findServer, "passing", "PANEL_MAINTENANCE"],
  ["panel-maintenance-503-no-retry", findServer, "passing", "PANEL_MAINTENANCE"],
  ["servers-create-deploy-too-much-memory", createServer, "refused", "PANEL_NO_NODE"],
  ["servers-create-deploy-location-no-nodes", createServer, "refused", "PANEL_NO_NODE"],
  ["servers-create-missing-env-required", createServer, "refused", "PANEL_VALIDATION"],
  ["servers-create-alloc-default-taken", createServer, "refused", "PANEL_VALIDATION"],
  ["servers-create-bad-egg", createServer, "refused", "PANEL_VALIDATION"],
  ["servers-create-dup-external", createServer, "uncertain", "PANEL_EXTERNAL_ID_TAKEN"],
  ["servers-create-dup-external-case", createServer, "uncertain", "PANEL_EXTERNAL_ID_TAKEN"],
  ["users-create-dup-external-case", createUser, "uncertain", "PANEL_EXTERNAL_ID_TAKEN"],
  ["users-create-dup-email", createUser, "refused", "PANEL_VALIDATION"],
  ["users-create-empty-lastname", createUser, "refused", "PANEL_VALIDATION"],
  ["servers-create-wings-403", createServer, "uncertain", "PANEL_DAEMON"],
  ["servers-create-wings-404", createServer, "uncertain", "PANEL_DAEMON"],
  ["servers-create-wings-422", createServer, "uncertain", "PANEL_DAEMON"],
  ["servers-create-wings-500", createServer, "uncertain", "PANEL_DAEMON"],
  ["servers-create-wings-502", createServer, "uncertain", "PANEL_DAEMON"],
  ["servers-create-wings-offline", createServer, "uncertain", "PANEL_DAEMON"],
  ["servers-create-wings-connection-reset", createServer, "uncertain", "PANEL_DAEMON"],
  ["servers-create-wings-full-hang", createServer, "uncertain", "PANEL_DAEMON"],
  ["servers-suspend-wings-404", suspendServer, "passing", "PANEL_DAEMON"],
  ["servers-suspend-wings-500", suspendServer, "uncertain", "PANEL_DAEMON"],
  ["servers-view-404", suspendServer, "refused", "PANEL_NOT_FOUND"],
  ["unknown-route", findServer, "refused", "PANEL_ROUTE_MISSING"],
  ["servers-external-with-slash-encoded", findServer, "refused", "PANEL_ROUTE_MISSING"],
  ["paging-per-page-text", findServer, "passing", "PANEL_ERROR"],
  ["filter-not-allowed", findUser, "refused", "PANEL_REFUSED"],
];

test.each(EXPECTED)("the recording %s is read as it must be", (name, act, certainty, code) => {
  const fault = classifyReply(act, replyOf(recordedAnswer(name)), NOW);
  expect([fault.certainty, fault.code]).toEqual([certainty, code]);
});

test("a race's 500 is uncertain for whoever lost it, and its 422 asks for a look-up", () => {
  const answers = recording("servers-create-race-same-external-id").responses!;
  const faults = answers
    .filter(({ status }) => status !== 201)
    .map((a) => classifyReply(createServer, replyOf(a), NOW));
  expect(new Set(faults.map(({ certainty }) => certainty))).toEqual(new Set(["uncertain"]));
  expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(["PANEL_ERROR", "PANEL_EXTERNAL_ID_TAKEN"]));
});

test("ports that run out during a race are a refusal, not a failure", () => {
  const full = recording("servers-create-race-same-allocation").responses!.find(({ status }) => status === 400)!;
  expect(classifyReply(createServer, replyOf(full), NOW)).toMatchObject({
    certainty: "refused",
    code: "PANEL_NO_ALLOCATION",
  });
});

describe("sentences", () => {
  test("name the egg variables that are missing", () => {
    expect(says("servers-create-missing-env-required", createServer)).toBe(
      "The panel refused the create: SERVER_JARFILE is required; VANILLA_VERSION is required.",
    );
  });

  test("keep the panel's words where a rule's name says too little", () => {
    expect(says("servers-create-env-invalid", createServer)).toContain(
      "VANILLA_VERSION: The Server Version variable must be between 3 and 15 characters",
    );
  });

  test("name the permission that the key lacks", () => {
    expect(says("acl-readonly-post", createUser)).toContain("Read & Write on Users (r_users)");
    expect(says("acl-missing-servers", listNodes)).toContain(
      "Read on Nodes (r_nodes) and Read on Allocations (r_allocations)",
    );
  });

  test("carry no request id", () => {
    expect(says("servers-create-wings-404", createServer)).not.toContain("request id");
  });
});

test("fields, the panel's own code and the time to wait are handed on", () => {
  expect(classifyReply(createServer, replyOf(recordedAnswer("servers-create-bad-user")), NOW)).toMatchObject({
    status: 422,
    panelCode: "ValidationException",
    fields: [{ field: "user", rule: "exists" }],
  });
  expect(
    classifyReply(findServer, replyOf(recordedAnswer("throttled-429-other-key-same-user")), NOW).retryAfterMs,
  ).toBe(51_000);
});

test("a Retry-After that names a date is counted from now", () => {
  const reply = {
    ...replyOf(recordedAnswer("panel-maintenance-503")),
    headers: new Headers({ "retry-after": new Date(NOW + 90_000).toUTCString() }),
  };
  expect(classifyReply(findServer, reply, NOW).retryAfterMs).toBe(90_000);
});

describe("not there", () => {
  test("is believed from the panel's own 404 alone", () => {
    expect(missing("servers-external-404")).toBe(true);
    expect(missing("servers-view-by-uuid")).toBe(true);
  });

  test.each([
    "auth-bad-key",
    "throttled-429-other-key-same-user",
    "servers-create-wings-404",
    "unknown-route",
    "servers-external-slash",
  ])("is not believed from %s", (name) => expect(missing(name)).toBe(false));

  test("is not believed from a web page", () => {
    const page: PanelReply = { status: 404, headers: new Headers(), text: "<html>not found</html>", json: undefined };
    expect(isCertainlyMissing(page, NOW)).toBe(false);
    expect(classifyReply(findServer, page, NOW).code).toBe("PANEL_ROUTE_MISSING");
  });
});

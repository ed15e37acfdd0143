import { expect, test } from "vitest";
import type { PanelServer } from "../panel/panel-port.ts";
import { INSTALL_DEADLINE_MS, installVerdict, nextLookMs } from "./install-verdict.ts";

const server = (patch: Partial<PanelServer>) => ({ id: 12, status: null, suspended: false, ...patch }) as PanelServer;
const soon = { seenAt: 10_000, since: 0, mayHappenUntil: 0, deadlineMs: INSTALL_DEADLINE_MS };
const late = { ...soon, seenAt: INSTALL_DEADLINE_MS };

test("no status is the panel's word for ready", () => {
  expect(installVerdict(server({}), soon)).toEqual({ kind: "ready" });
});

test("ready is not final while the create may still be taken back", () => {
  const verdict = installVerdict(server({}), { ...soon, mayHappenUntil: 10_001 });
  expect(verdict).toMatchObject({ kind: "wait", code: "CREATE_UNCERTAIN" });
  expect(installVerdict(server({}), { ...soon, mayHappenUntil: 10_000 })).toEqual({ kind: "ready" });
});

test("installing is waited for, until the deadline", () => {
  expect(installVerdict(server({ status: "installing" }), soon)).toMatchObject({ kind: "wait", trouble: false });
  expect(installVerdict(server({ status: "installing" }), late)).toMatchObject({
    kind: "failed",
    code: "INSTALL_TIMEOUT",
  });
});

test("a failed install is failed at once", () => {
  for (const status of ["install_failed", "reinstall_failed"])
    expect(installVerdict(server({ status }), soon)).toMatchObject({ kind: "failed", code: "INSTALL_FAILED" });
});

test("suspended while it was made: a person should know, and after the deadline it has failed by that name", () => {
  const suspended = server({ status: "suspended", suspended: true });
  expect(installVerdict(suspended, soon)).toMatchObject({ kind: "wait", code: "SERVER_SUSPENDED", trouble: true });
  expect(installVerdict(suspended, late)).toMatchObject({ kind: "failed", code: "SERVER_SUSPENDED" });
});

test("what the panel does beside is waited for", () => {
  expect(installVerdict(server({ status: "restoring_backup" }), soon)).toMatchObject({
    kind: "wait",
    code: "SERVER_BUSY",
  });
});

test("looks get rarer, and rarest where the panel's limit runs low", () => {
  const plenty = { remaining: 200, limit: 240 };
  expect([0, 1_000, 4_000, 60_000].map((lasted) => nextLookMs(lasted, plenty))).toEqual([250, 250, 1_000, 5_000]);
  expect(nextLookMs(0, { remaining: 59, limit: 240 })).toBe(5_000);
  expect(nextLookMs(0, null)).toBe(250);
  expect(nextLookMs(4_001, null)).toBe(1_000); // the job table takes whole milliseconds
});

import { expect, test } from "vitest";
import type { NodeRoom } from "../mirror/node-room.ts";
import type { ServerBuild } from "../orders/server-build.ts";
import { decideResize, type ResizeFacts } from "./decide-resize.ts";

const GB = 1_024;
const node: NodeRoom = {
  id: 3,
  name: "usc-1",
  locationId: 1,
  tags: [],
  public: true,
  maintenance: false,
  memory: 16 * GB,
  memoryOverallocate: 0,
  disk: 100 * GB,
  diskOverallocate: 0,
  memoryUsed: 10 * GB,
  diskUsed: 60 * GB,
  portsFree: 0,
};
const size = (memory: number, disk: number) => ({ memoryMb: memory * GB, diskMb: disk * GB });
const build = (memory: number, disk: number) => size(memory, disk) as ServerBuild;
const facts: ResizeFacts = { node, diskUsedMb: null, onUnseenDisk: "apply" };
const decide = (to: ServerBuild, more: Partial<ResizeFacts> = {}, from = size(4, 20)) =>
  decideResize(from, to, { ...facts, ...more });

test("what grows fits where the node has room for the difference, and needs no free port", () => {
  expect(decide(build(8, 40))).toEqual({ ok: true, value: undefined });
  expect(decide(build(10, 60))).toEqual({ ok: true, value: undefined });
});

test.each([
  ["memory", build(11, 20), "Node usc-1 has 6 GB of memory free, 7 GB more are needed."],
  ["disk", build(4, 61), "Node usc-1 has 40 GB of disk free, 41 GB more are needed."],
])("too much %s is refused with what is lacking", (_, to, says) => {
  expect(decide(to)).toEqual({ ok: false, error: { code: "NO_CAPACITY", says } });
});

test("a node without a limit takes anything, one that is not listed nothing that grows", () => {
  const free = { ...node, memoryOverallocate: -1, diskOverallocate: -1 };
  expect(decide(build(500, 5_000), { node: free }).ok).toBe(true);
  expect(decide(build(5, 20), { node: undefined })).toMatchObject({ error: { code: "NO_CAPACITY" } });
  expect(decide(build(2, 10), { node: undefined }).ok).toBe(true);
});

test("what shrinks must hold what is on the disk", () => {
  expect(decide(build(2, 10), { diskUsedMb: 10 * GB }).ok).toBe(true);
  expect(decide(build(2, 10), { diskUsedMb: 10 * GB + 1 })).toEqual({
    ok: false,
    error: { code: "DISK_TOO_FULL", says: "10 GB are on the disk, and the smaller plan has 10 GB." },
  });
});

test("a disk that can't be seen shrinks unless the settings say otherwise, and a growing one does not ask", () => {
  expect(decide(build(2, 10)).ok).toBe(true);
  expect(decide(build(2, 10), { onUnseenDisk: "refuse" })).toMatchObject({ error: { code: "DISK_TOO_FULL" } });
  expect(decide(build(4, 20), { onUnseenDisk: "refuse" }).ok).toBe(true);
});

test("a server without a limit gets one, which is a shrinking", () => {
  const endless = { memoryMb: 0, diskMb: 0 };
  expect(decide(build(4, 20), {}, endless).ok).toBe(true);
  expect(decide(build(4, 20), { diskUsedMb: 21 * GB }, endless)).toMatchObject({ error: { code: "DISK_TOO_FULL" } });
});

test("less memory and more disk: each is looked at by itself", () => {
  expect(decide(build(2, 60)).ok).toBe(true);
  expect(decide(build(2, 90))).toMatchObject({ error: { code: "NO_CAPACITY" } });
});

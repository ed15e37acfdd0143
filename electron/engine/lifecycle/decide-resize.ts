import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { capacityOf, gb, type NodeRoom } from "../mirror/node-room.ts";
import type { ServerBuild } from "../orders/server-build.ts";

/** A server as it is, MiB. 0 is the panel's word for "without a limit". */
export interface Sized {
  readonly memoryMb: number;
  readonly diskMb: number;
}

export interface ResizeRefused {
  readonly code: "DISK_TOO_FULL" | "NO_CAPACITY";
  readonly says: string;
}

/** What decides beside the two sizes. */
export interface ResizeFacts {
  /** Undefined where the panel's list does not have the server's node. */
  readonly node: NodeRoom | undefined;
  /** How much is on the disk, MiB; null where that can't be seen. */
  readonly diskUsedMb: number | null;
  readonly onUnseenDisk: "apply" | "refuse";
}

/**
 * Whether a server may be made another size: what grows must fit on its node, which the panel itself does not ask, and what is
 * on a disk must fit on the smaller one. Pure.
 */
export function decideResize(server: Sized, build: ServerBuild, facts: ResizeFacts): Result<void, ResizeRefused> {
  const shrinks = server.diskMb === 0 || build.diskMb < server.diskMb;
  return (shrinks ? shrink(build, facts) : null) ?? grow(server, build, facts) ?? ok(undefined);
}

function shrink(build: ServerBuild, { diskUsedMb, onUnseenDisk }: ResizeFacts): Result<void, ResizeRefused> | null {
  const smaller = gb(build.diskMb);
  if (diskUsedMb === null && onUnseenDisk === "refuse")
    return refused("DISK_TOO_FULL", `How full the disk is can't be seen, and it would shrink to ${smaller}.`);
  if (diskUsedMb === null || diskUsedMb <= build.diskMb) return null;
  return refused("DISK_TOO_FULL", `${gb(diskUsedMb)} are on the disk, and the smaller plan has ${smaller}.`);
}

function grow(server: Sized, build: ServerBuild, { node }: ResizeFacts): Result<void, ResizeRefused> | null {
  const memory = server.memoryMb === 0 ? 0 : build.memoryMb - server.memoryMb;
  const disk = server.diskMb === 0 ? 0 : build.diskMb - server.diskMb;
  if (memory <= 0 && disk <= 0) return null;
  if (!node) return refused("NO_CAPACITY", "The panel does not list the server's node, so its room is unknown.");
  const lacks =
    lackOf("memory", memory, capacityOf(node.memory, node.memoryOverallocate, "nodes") - node.memoryUsed) ??
    lackOf("disk", disk, capacityOf(node.disk, node.diskOverallocate, "nodes") - node.diskUsed);
  return lacks === null ? null : refused("NO_CAPACITY", `Node ${node.name} ${lacks}.`);
}

const lackOf = (what: string, more: number, free: number): string | null =>
  more > 0 && more > free ? `has ${gb(free)} of ${what} free, ${gb(more)} more are needed` : null;

const refused = (code: ResizeRefused["code"], says: string) => err({ code, says });

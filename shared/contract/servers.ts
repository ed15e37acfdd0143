import { oc } from "@orpc/contract";
import { z } from "zod";
import { refusals } from "./errors.ts";

export const ServerState = z.enum(["active", "installing", "install_failed", "suspended", "unknown"]);
export type ServerState = z.infer<typeof ServerState>;

/** A server as the panel last told it. Sizes are MiB, `seenAt` is epoch ms. */
export const ServerRow = z.object({
  id: z.number().int(),
  identifier: z.string(),
  name: z.string(),
  state: ServerState,
  customerEmail: z.string().nullable(),
  orderId: z.string().nullable(),
  /** What is odd about it, in a few words ("no order claims it"); null when nothing is. */
  remark: z.string().nullable(),
  nodeName: z.string(),
  address: z.string().nullable(),
  memoryMb: z.number().int(),
  panelUrl: z.string().nullable(),
  seenAt: z.number(),
});
export type ServerRow = z.infer<typeof ServerRow>;

export const NodeState = z.enum(["open", "tight", "full", "maintenance"]);

/** A node with its room. `reserved` is what open and paid orders will still take. Sizes are MiB. */
export const NodeRow = z.object({
  id: z.number().int(),
  name: z.string(),
  regions: z.array(z.string()),
  state: NodeState,
  memory: z.object({ total: z.number(), physical: z.number(), used: z.number(), reserved: z.number() }),
  disk: z.object({ total: z.number(), used: z.number() }),
  ports: z.object({ total: z.number(), free: z.number() }),
  servers: z.number().int(),
  seenAt: z.number(),
});
export type NodeRow = z.infer<typeof NodeRow>;

export const ServerView = z.enum(["all", "no_order", "installing", "suspended"]);
export type ServerView = z.infer<typeof ServerView>;

/** When the panel last answered, and what it said if the newest try failed. */
export const MirrorAge = z.object({
  panelUrl: z.string().nullable(),
  readAt: z.number().nullable(),
  failedAt: z.number().nullable(),
  failure: z.string().nullable(),
});
export type MirrorAge = z.infer<typeof MirrorAge>;

export const serversContract = {
  list: oc
    .input(
      z.object({
        view: ServerView.default("all"),
        query: z.string().trim().max(200).default(""),
        nodeId: z.number().int().nullable().default(null),
        after: z.number().int().nullable().default(null),
        limit: z.number().int().min(1).max(200).default(100),
      }),
    )
    .output(z.object({ rows: z.array(ServerRow), after: z.number().int().nullable(), mirror: MirrorAge })),
  counts: oc.output(z.record(ServerView, z.number().int())),
  nodes: oc.output(z.object({ rows: z.array(NodeRow), mirror: MirrorAge })),
  /** Reads nodes and servers from the panel now. */
  refresh: oc.output(MirrorAge).errors({ PANEL_UNREACHABLE: refusals.PANEL_UNREACHABLE }),
};

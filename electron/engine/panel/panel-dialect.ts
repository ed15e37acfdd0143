import type { z } from "zod";
import type { PANEL_ACTS, PanelAct } from "./panel-acts.ts";
import type { Answer, PanelCalls, Trail } from "./panel-calls.ts";
import type { NewPanelServer, NewPanelUser, Panel, PanelAllocation, PanelEgg, PanelNode } from "./panel-port.ts";
import type { PanelServer, PanelUser } from "./panel-port.ts";

/** A node as a list shows it: its allocations may be left out of the answer, or hidden from a key that may not see them. */
export interface SeenNode {
  readonly node: Omit<PanelNode, "allocations">;
  readonly allocations: readonly PanelAllocation[] | "left out" | "hidden";
}

/** What a panel is sent and what it answers, where the kinds of panel differ. Shapes turn an answer into the port's words. */
export interface PanelDialect {
  readonly acts: Readonly<Record<keyof typeof PANEL_ACTS, PanelAct>>;
  readonly server: z.ZodType<PanelServer>;
  readonly user: z.ZodType<PanelUser>;
  readonly node: z.ZodType<SeenNode>;
  readonly allocation: z.ZodType<PanelAllocation>;
  findEgg(calls: PanelCalls, eggId: number, nestId: number | null, trail: Trail): Promise<Answer<PanelEgg | null>>;
  userBody(user: NewPanelUser): unknown;
  /** May ask the panel for what the body needs; a fault of that is the create's, with nothing made. */
  serverBody(server: NewPanelServer, panel: Pick<Panel, "listNodes">, trail: Trail): Promise<Answer<unknown>>;
}

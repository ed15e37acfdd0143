import type { Deps } from "../deps.ts";

/** What every procedure is given: the engine's parts, who asks, and where the engine listens. */
export interface RpcContext {
  readonly deps: Deps;
  readonly operator: string;
  readonly ingressUrl: string;
  readonly startedAt: number;
}

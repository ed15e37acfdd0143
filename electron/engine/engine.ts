import type { Result } from "../../shared/kernel/result.ts";
import type { EngineRouter } from "./rpc/router.ts";
import type { RpcContext } from "./rpc/context.ts";

/** Why an engine did not start: a code and a sentence that names what to change. */
export interface EngineRefused {
  readonly code: "DATABASE_NEWER" | "DATABASE_UNREADABLE" | "INGRESS_UNUSABLE" | "CATALOG_REFUSED";
  readonly says: string;
}

/** The `/ops` routes' answers, for scripts and monitors; the console host serves them. */
export interface EngineOps {
  summary(): Promise<{
    readonly ordersByStatus: Readonly<Record<string, number>>;
    readonly lastWebhookReceivedAt: string | null;
    readonly stuckOrdersCount: number;
    readonly timestamp: string;
  }>;
  /** Puts an order back to work; the value is the storefront's order row. */
  retry(
    orderId: string,
    operator: string,
  ): Promise<
    Result<
      Record<string, unknown>,
      { readonly code: "ORDER_NOT_FOUND" | "ORDER_TRANSITION_REFUSED" | "ORDER_CHANGED"; readonly says: string }
    >
  >;
  /** Reads Stripe and the panel now and mends what it can; resolves when done. */
  reconcile(operator: string): Promise<{ readonly opened: number; readonly closed: number; readonly open: number }>;
}

/** A running engine. Hosts carry `router` over a MessagePort or a WebSocket. */
export interface Engine {
  /** Origin of the ingress, such as `http://127.0.0.1:3001`. */
  readonly ingressUrl: string;
  readonly router: EngineRouter;
  contextFor(operator: string): RpcContext;
  readonly ops: EngineOps;
  /** The machine woke up, or the network came back: compares everything with Stripe and the panel now. Hosts call it. */
  wake(): void;
  /** Takes no more requests, lets running jobs reach a safe point, closes the database. */
  stop(): Promise<void>;
}

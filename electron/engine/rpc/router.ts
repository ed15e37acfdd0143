import { implement } from "@orpc/server";
import { contract } from "../../../shared/contract/index.ts";
import type { RpcContext } from "./context.ts";

const os = implement(contract).$context<RpcContext>();

const about = os.system.about.handler(({ context }) => {
  const { options } = context.deps;
  return {
    env: options.env,
    version: options.version,
    operator: context.operator,
    ingressUrl: context.ingressUrl,
    stripeHost: options.stripe.apiBase,
    panelHost: options.panel.url,
    account: "",
    startedAt: context.startedAt,
  };
});

export const router = { system: { about } };
export type EngineRouter = typeof router;

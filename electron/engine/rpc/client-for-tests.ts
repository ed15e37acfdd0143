import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import type { ContractRouterClient } from "@orpc/contract";
import { RPCHandler } from "@orpc/server/message-port";
import { onTestFinished } from "vitest";
import type { Contract } from "../../../shared/contract/index.ts";
import type { Deps } from "../deps.ts";
import { NOW } from "../trace/facts-for-tests.ts";
import { router } from "./router.ts";

export type TestClient = ContractRouterClient<Contract>;

/** What a host gives every call. */
const contextOf = (deps: Deps) => ({
  deps,
  operator: "Ines",
  ingressUrl: "http://127.0.0.1:3001",
  startedAt: NOW - 60_000,
});

/** A console's client on the real router, over a real MessageChannel. */
export function clientOf(deps: Deps): TestClient {
  const { port1, port2 } = new MessageChannel();
  new RPCHandler(router).upgrade(port1, { context: contextOf(deps) });
  port1.start();
  port2.start();
  onTestFinished(() => {
    port1.close();
    port2.close();
  });
  return createORPCClient(new RPCLink({ port: port2 }));
}

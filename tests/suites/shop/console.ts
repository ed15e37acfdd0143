import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import type { ContractRouterClient } from "@orpc/contract";
import { RPCHandler } from "@orpc/server/message-port";
import { onTestFinished } from "vitest";
import type { Contract } from "../../../shared/contract/index.ts";
import type { RunningShop } from "./running-shop.ts";

export type Console = ContractRouterClient<Contract>;

/** A console on the shop's engine, as `operator`, over a real MessageChannel. */
export function openConsole({ engine }: RunningShop, operator = "Ines"): Console {
  const { port1, port2 } = new MessageChannel();
  new RPCHandler(engine.router).upgrade(port1, { context: engine.contextFor(operator) });
  port1.start();
  port2.start();
  onTestFinished(() => {
    port1.close();
    port2.close();
  });
  return createORPCClient(new RPCLink({ port: port2 }));
}

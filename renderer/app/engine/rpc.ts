import { createORPCClient, DynamicLink } from "@orpc/client";
import type { ContractRouterClient } from "@orpc/contract";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import type { Contract } from "../../../shared/contract/index.ts";
import { engineLink } from "./connection.ts";

/** The contract as calls. Each goes over the line that is open when it is made. */
export type Engine = ContractRouterClient<Contract>;

export const engine: Engine = createORPCClient(new DynamicLink(() => engineLink()));

/** The same as query and mutation options. */
export const rpc = createTanstackQueryUtils(engine);

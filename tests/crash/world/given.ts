import type { SandboxFacts } from "../../e2e/harness/hosts.ts";

/**
 * A moment around a durable write: `before insert orders, …`, and which of those of the same name. Those of an engine that has
 * no order yet begin with `starting: `.
 */
export interface KillPoint {
  readonly name: string;
  readonly nth: number;
}

/** What an engine under test is started with. */
export interface EngineGiven {
  readonly databaseFile: string;
  readonly catalogFile: string;
  readonly sandbox: SandboxFacts;
  readonly killAt: KillPoint | null;
  readonly tellsWrites: boolean;
}

import { IconBroadcast, IconFlask, IconTestPipe, type TablerIcon } from "@tabler/icons-react";
import type { About } from "../../../shared/contract/system.ts";
import type { Environment } from "../../../shared/kernel/environment.ts";

/** How each environment is told: its word, its glyph, and a sentence that says what of it is real. */
export const environmentWords: Readonly<
  Record<Environment, { readonly word: string; readonly icon: TablerIcon; readonly says: string }>
> = {
  sandbox: { word: "SANDBOX", icon: IconFlask, says: "Stripe and the panel are simulated on this machine" },
  test: { word: "TEST", icon: IconTestPipe, says: "Test keys: cards are not charged, servers are real" },
  live: { word: "LIVE", icon: IconBroadcast, says: "Real customers, real money" },
};

/** Whose Stripe this is; while the account's name is not known, where its answers come from. */
export function accountName({ account, env, stripeHost }: Pick<About, "account" | "env" | "stripeHost">): string {
  if (account !== "") return account;
  return env === "sandbox" ? "Local sandbox" : (stripeHost ?? "No Stripe key is set");
}

import type { Deps } from "../deps.ts";
import { openFinding } from "../findings/findings.ts";
import { noteDamage } from "./damage-note.ts";

/**
 * Tells that the database in use is damaged: in the log, beside the file for the next start, and as a finding where one can
 * still be written. It is not taken out of use under a running engine.
 */
export async function tellDamage(deps: Deps, damage: string): Promise<void> {
  const { log, now, databaseFile } = deps.options;
  const says = `The database is damaged: ${damage}. Start Waybill again: it sets the file aside and is rebuilt from the newest backup, Stripe and the panel.`;
  log.error({ file: databaseFile }, says);
  noteDamage(databaseFile, says);
  const finding = { code: "DATABASE_DAMAGED", subject: "database", says, evidence: { file: databaseFile } };
  await deps.db
    .transaction()
    .execute((tx) => openFinding(tx, finding, now()))
    .catch((cause: unknown) =>
      log.warn({ err: cause }, "The damage could not be written down in the database itself."),
    );
}

import path from "node:path";
import type { Deps } from "../../deps.ts";
import { openFinding } from "../../findings/findings.ts";
import type { Db } from "../../store/open-store.ts";
import type { RebuildMark } from "../rebuild-mark.ts";
import type { RebuildReport } from "./rebuild-report.ts";
import { listRebuilt } from "./rebuilt-orders.ts";

const CODE = "DATABASE_REBUILT";
const SUBJECT = "database";
const MOST_IDS = 500;

/** Tells that the rebuild waits for Stripe or the panel, and that nothing goes on until then. */
export async function tellWaiting({ db, options, changes }: Deps, mark: RebuildMark, why: string): Promise<void> {
  const says = `${beginning(mark)} It is being brought up to date, which waits: ${why} Webhooks are taken meanwhile; orders go on afterwards.`;
  options.log.warn({ reason: mark.reason }, says);
  const finding = { code: CODE, subject: SUBJECT, says, evidence: { mark } };
  await db.transaction().execute((tx) => openFinding(tx, finding, options.now()));
  changes.publish({ topic: "status", ids: [] });
}

/** Tells what became of a rebuild: one finding for the whole, one for each order that could not be had back. */
export async function tellRebuilt(tx: Db, mark: RebuildMark, report: RebuildReport, now: number): Promise<void> {
  const { failed, unread } = report;
  for (const [orderId, why] of failed) {
    const says = `The order ${orderId} could not be rebuilt as it was: ${why}`;
    await openFinding(tx, { code: "ORDER_NOT_REBUILT", subject: orderId, says, evidence: { why } }, now);
  }
  const rebuilt = await listRebuilt(tx, mark.at);
  const served = rebuilt.filter(({ ptero_server_id }) => ptero_server_id !== null).length;
  const says = summary(mark, report, { rebuilt: rebuilt.length, served });
  const ids = rebuilt.slice(0, MOST_IDS).map(({ id }) => id);
  const evidence = { mark, rebuilt: ids, served, failed: [...failed].slice(0, MOST_IDS), unread };
  await openFinding(tx, { code: CODE, subject: SUBJECT, says, evidence }, now);
}

interface Counts {
  readonly rebuilt: number;
  readonly served: number;
}

function summary(mark: RebuildMark, { failed, unread }: RebuildReport, { rebuilt, served }: Counts): string {
  const came = `${orders(rebuilt)} came back from Stripe, ${served} with a server of the panel.`;
  const not = failed.size === 0 ? "" : ` ${orders(failed.size)} need a person; each has a finding.`;
  const parts = unread.length === 0 ? "" : ` Not to be read: ${unread.join("; ")}.`;
  return `${beginning(mark)} ${came}${not}${parts} ${lost(mark)}`;
}

function beginning({ says, setAside, backupAt }: RebuildMark): string {
  const kept = setAside === null ? "" : ` The former one is kept as ${path.basename(setAside)}.`;
  const from =
    backupAt === null ? "It began empty." : `It began with the backup of ${new Date(backupAt).toISOString()}.`;
  return `${says}${kept} ${from}`;
}

function lost({ backupAt }: RebuildMark): string {
  const since = backupAt === null ? "" : " of the time since that backup";
  return `Gone${since}: who did what, notes and settings, orders that were not paid through Stripe, and webhooks older than 30 days.`;
}

const orders = (count: number): string => (count === 1 ? "1 order" : `${count} orders`);

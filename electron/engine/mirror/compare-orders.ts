import { sql } from "kysely";
import { closeFinding, listOpenFindings, openFinding } from "../findings/findings.ts";
import { readBuild, type ServerBuild } from "../orders/server-build.ts";
import type { Db } from "../store/open-store.ts";

const GONE = "SERVER_GONE";
const RESIZED = "SERVER_RESIZED";

/**
 * Holds the orders in service against the mirror, right after a whole reading of the panel: a server that was deleted or
 * resized there by hand is an open finding on its order, and one that is as sold again is none. The order's own states stay:
 * nobody but a person knows whether it was meant. Says on which orders that changed anything. Run it in the reading's
 * transaction.
 */
export async function compareOrders(tx: Db, now: number): Promise<string[]> {
  const resized = await listResized(tx);
  return [
    ...(await openAll(tx, GONE, await listGone(tx), now)),
    ...(await openAll(tx, RESIZED, resized, now)),
    ...(await closeAll(tx, GONE, await listBack(tx), now)),
    ...(await closeAll(tx, RESIZED, await listMended(tx, resized), now)),
  ];
}

interface Found {
  readonly orderId: string;
  readonly serverId: number;
  readonly says: string;
}

const inService = (tx: Db) =>
  tx
    .selectFrom("orders")
    .leftJoin("panel_servers", "panel_servers.id", "orders.ptero_server_id")
    .where("orders.status", "=", "provisioned")
    .where("orders.service_state", "!=", "terminated")
    .where("orders.ptero_server_id", "is not", null);

async function listGone(tx: Db): Promise<Found[]> {
  const rows = await inService(tx)
    .select(["orders.id", "orders.ptero_server_id"])
    .where("panel_servers.id", "is", null)
    .execute();
  return rows.map(({ id, ptero_server_id }) => ({
    orderId: id,
    serverId: ptero_server_id!,
    says: `Server ${ptero_server_id} is not on the panel any more, but the order names it. Link another server to the order, or end it.`,
  }));
}

const sold = (field: keyof ServerBuild) => sql`json_extract(orders.build, ${`$.${field}`})`;

async function listResized(tx: Db): Promise<Found[]> {
  const rows = await inService(tx)
    .select(["orders.id", "orders.build", "panel_servers.id as server"])
    .select(["panel_servers.memory", "panel_servers.disk", "panel_servers.cpu"])
    .where(
      sql<boolean>`(panel_servers.memory <> ${sold("memoryMb")} or panel_servers.disk <> ${sold("diskMb")}
        or panel_servers.cpu <> ${sold("cpuPercent")})`,
    )
    .execute();
  return rows.map(({ id, build, server, memory, disk, cpu }) => {
    const sizes = differences({ memory: memory!, disk: disk!, cpu: cpu! }, readBuild(build));
    const says = `Server ${server} has ${sizes}: somebody resized it on the panel. Set it back there, or change the order's plan.`;
    return { orderId: id, serverId: server!, says };
  });
}

interface Sizes {
  readonly memory: number;
  readonly disk: number;
  readonly cpu: number;
}

/** `memory 8192 MiB where 4096 MiB was sold`. Pure. */
function differences(has: Sizes, sold: ServerBuild): string {
  const all = [
    ["memory", has.memory, sold.memoryMb, " MiB"],
    ["disk", has.disk, sold.diskMb, " MiB"],
    ["CPU", has.cpu, sold.cpuPercent, " %"],
  ] as const;
  return all
    .filter(([, now, then]) => now !== then)
    .map(([what, now, then, unit]) => `${what} ${now}${unit} where ${then}${unit} was sold`)
    .join(" and ");
}

async function openAll(tx: Db, code: string, found: readonly Found[], now: number): Promise<string[]> {
  const opened: string[] = [];
  for (const { orderId, serverId, says } of found)
    if (await openFinding(tx, { code, subject: orderId, says, evidence: { serverId } }, now)) opened.push(orderId);
  return opened;
}

/** A server that is missed is so until it is there, whatever became of its order meanwhile. */
async function listBack(tx: Db): Promise<string[]> {
  const back = await tx
    .selectFrom("findings")
    .innerJoin("orders", "orders.id", "findings.subject")
    .innerJoin("panel_servers", "panel_servers.id", "orders.ptero_server_id")
    .select("findings.subject")
    .where("findings.code", "=", GONE)
    .where("findings.closed_at", "is", null)
    .execute();
  return back.map(({ subject }) => subject);
}

/** A size is none of anybody's business once it is as sold, or the order is out of service. */
async function listMended(tx: Db, resized: readonly Found[]): Promise<string[]> {
  const standing = new Set(resized.map(({ orderId }) => orderId));
  const open = await listOpenFindings(tx, { code: RESIZED });
  return open.map(({ subject }) => subject).filter((subject) => !standing.has(subject));
}

async function closeAll(tx: Db, code: string, subjects: readonly string[], now: number): Promise<readonly string[]> {
  for (const subject of subjects) await closeFinding(tx, code, subject, now);
  return subjects;
}

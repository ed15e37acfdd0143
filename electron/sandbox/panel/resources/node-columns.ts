import { type NodeRow, tagsOf } from "../store/rows.ts";

/** A node as a request writes it, rules passed. */
export interface NodeBody {
  readonly name: string;
  readonly description?: string | null;
  /** Pelican's nodes have tags instead. */
  readonly location_id?: number | string;
  readonly tags?: readonly string[];
  readonly public?: unknown;
  readonly fqdn: string;
  readonly scheme: string;
  readonly behind_proxy?: unknown;
  readonly maintenance_mode?: unknown;
  readonly memory: number | string;
  readonly memory_overallocate: number | string;
  readonly disk: number | string;
  readonly disk_overallocate: number | string;
  readonly daemon_base?: string;
  readonly daemon_sftp: number | string;
  readonly daemon_listen: number | string;
  readonly upload_size?: number | string;
}

const flag = (value: unknown, otherwise: number) => {
  if (value === undefined || value === null) return otherwise;
  return [true, 1, "1"].includes(value as never) ? 1 : 0;
};

/** The columns that a request sets; what it leaves out stays as it is in `before`, or takes the panel's default. */
export const nodeColumns = (body: NodeBody, before?: NodeRow) => ({
  name: body.name,
  description: body.description ?? before?.description ?? null,
  location_id: Number(body.location_id ?? before?.location_id ?? 1),
  tags: JSON.stringify(body.tags ?? (before ? tagsOf(before) : [])),
  public: flag(body.public, before?.public ?? 1),
  fqdn: body.fqdn,
  scheme: body.scheme,
  behind_proxy: flag(body.behind_proxy, before?.behind_proxy ?? 0),
  maintenance_mode: flag(body.maintenance_mode, before?.maintenance_mode ?? 0),
  memory: Number(body.memory),
  memory_overallocate: Number(body.memory_overallocate),
  disk: Number(body.disk),
  disk_overallocate: Number(body.disk_overallocate),
  daemon_base: body.daemon_base ?? before?.daemon_base ?? "/var/lib/pterodactyl/volumes",
  daemon_sftp: Number(body.daemon_sftp),
  daemon_listen: Number(body.daemon_listen),
  upload_size: Number(body.upload_size ?? before?.upload_size ?? 100),
});

/** The panel's tables as SQLite keeps them: flags are 0 or 1, times are epoch ms, lists and maps are JSON text. */
export interface LocationRow {
  readonly id: number;
  readonly short: string;
  readonly long: string | null;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface NodeRow {
  readonly id: number;
  readonly uuid: string;
  readonly public: number;
  readonly name: string;
  readonly description: string | null;
  readonly location_id: number;
  /** JSON list. Pelican groups nodes by them. */
  readonly tags: string;
  readonly fqdn: string;
  readonly scheme: string;
  readonly behind_proxy: number;
  readonly maintenance_mode: number;
  readonly memory: number;
  readonly memory_overallocate: number;
  readonly disk: number;
  readonly disk_overallocate: number;
  readonly upload_size: number;
  readonly daemon_listen: number;
  readonly daemon_sftp: number;
  readonly daemon_base: string;
  /** How the node's daemon behaves: a `DaemonBehaviour` as JSON. */
  readonly daemon: string;
  readonly created_at: number;
  readonly updated_at: number;
}

export const tagsOf = ({ tags }: Pick<NodeRow, "tags">): string[] => JSON.parse(tags) as string[];

export interface AllocationRow {
  readonly id: number;
  readonly node_id: number;
  readonly ip: string;
  readonly ip_alias: string | null;
  readonly port: number;
  readonly notes: string | null;
  readonly server_id: number | null;
}

export interface NestRow {
  readonly id: number;
  readonly uuid: string;
  readonly author: string;
  readonly name: string;
  readonly description: string | null;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface EggRow {
  readonly id: number;
  readonly uuid: string;
  readonly nest_id: number;
  readonly name: string;
  readonly author: string;
  readonly description: string | null;
  /** JSON map label → image, the first being the default. */
  readonly docker_images: string;
  readonly startup: string;
  /** JSON list. */
  readonly features: string;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface EggVariableRow {
  readonly id: number;
  readonly egg_id: number;
  readonly name: string;
  readonly description: string;
  readonly env_variable: string;
  readonly default_value: string;
  readonly user_viewable: number;
  readonly user_editable: number;
  readonly rules: string;
  readonly created_at: number;
  readonly updated_at: number;
}

/** The `…_fold` columns hold what the panel's collation compares: no case, no accents, no trailing spaces. */
export interface UserRow {
  readonly id: number;
  readonly external_id: string | null;
  readonly external_fold: string | null;
  readonly uuid: string;
  readonly username: string;
  readonly username_fold: string;
  readonly email: string;
  readonly email_fold: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly language: string;
  readonly root_admin: number;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface ServerRow {
  readonly id: number;
  readonly external_id: string | null;
  readonly external_fold: string | null;
  readonly uuid: string;
  /** The first eight characters of the uuid. */
  readonly uuidShort: string;
  readonly node_id: number;
  readonly name: string;
  readonly description: string;
  readonly status: string | null;
  readonly owner_id: number;
  readonly memory: number;
  readonly swap: number;
  readonly disk: number;
  readonly io: number;
  readonly cpu: number;
  readonly threads: string | null;
  readonly oom_disabled: number;
  /** Null where Pelican assigned none. */
  readonly allocation_id: number | null;
  readonly nest_id: number;
  readonly egg_id: number;
  readonly startup: string;
  readonly image: string;
  readonly skip_scripts: number;
  readonly start_on_completion: number;
  readonly database_limit: number;
  readonly allocation_limit: number;
  readonly backup_limit: number;
  /** What the daemon runs: `offline` or `running`. */
  readonly power: string;
  /** When the install that runs now ends (epoch ms; null while none runs), and with which status. */
  readonly install_due_at: number | null;
  readonly install_ends_as: string | null;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface ServerVariableRow {
  readonly id: number;
  readonly server_id: number;
  readonly variable_id: number;
  readonly value: string;
}

import type { Environment } from "./egg-environment.ts";

type Numeric = number | string;

export interface LimitsBody {
  readonly memory: Numeric;
  readonly swap: Numeric;
  readonly disk: Numeric;
  readonly io: Numeric;
  readonly cpu: Numeric;
  readonly threads?: string | null;
}

export interface FeatureLimitsBody {
  readonly databases: Numeric | null;
  readonly allocations?: Numeric | null;
  readonly backups: Numeric | null;
}

/** `POST /servers`, rules passed. */
export interface CreateServerBody {
  readonly external_id?: string | null;
  readonly name: string;
  readonly description?: string | null;
  readonly user: Numeric;
  readonly egg: Numeric;
  /** Only Pelican lets these two be left to the egg. */
  readonly docker_image?: string;
  readonly startup?: string;
  readonly environment: Environment;
  readonly skip_scripts?: unknown;
  readonly oom_disabled?: unknown;
  readonly oom_killer?: unknown;
  readonly start_on_completion?: unknown;
  readonly limits: LimitsBody;
  readonly feature_limits: FeatureLimitsBody;
  readonly allocation?: { readonly default?: Numeric; readonly additional?: readonly Numeric[] | null };
  readonly deploy?: {
    readonly locations?: readonly Numeric[];
    readonly tags?: readonly string[];
    readonly dedicated_ip: unknown;
    readonly port_range: readonly string[];
  } | null;
}

/** Whether a request's flag is set; `otherwise` where it says nothing. */
export const isSet = (value: unknown, otherwise = false): boolean =>
  value === undefined || value === null ? otherwise : [true, 1, "1"].includes(value as never);

// The columns are integers: the panel's database rounds what a numeric rule let through.
export const limitColumns = (limits: LimitsBody) => ({
  memory: Math.round(Number(limits.memory)),
  swap: Math.round(Number(limits.swap)),
  disk: Math.round(Number(limits.disk)),
  io: Math.round(Number(limits.io)),
  cpu: Math.round(Number(limits.cpu)),
  threads: limits.threads ?? null,
});

export const featureLimitColumns = (limits: FeatureLimitsBody) => ({
  database_limit: Number(limits.databases ?? 0),
  allocation_limit: Number(limits.allocations ?? 0),
  backup_limit: Number(limits.backups ?? 0),
});

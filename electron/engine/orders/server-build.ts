/**
 * What was sold, frozen when the order was made: plan and add-ons added up. A later catalog does not change what a
 * customer already paid for. Kept in `orders.build`.
 */
export interface ServerBuild {
  readonly eggId: number;
  readonly nestId: number | null;
  /** Null takes the egg's own. */
  readonly dockerImage: string | null;
  readonly startup: string | null;
  /** The catalog's overrides; the egg's defaults fill the rest when the server is made. */
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly swapMb: number;
  readonly diskMb: number;
  readonly ioWeight: number;
  readonly cpuPercent: number;
  readonly databases: number;
  readonly backups: number;
  readonly allocations: number;
}

export const readBuild = (build: string): ServerBuild => JSON.parse(build) as ServerBuild;

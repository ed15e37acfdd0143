import { chmodSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { HostLog } from "../log/host-log.ts";
import { lockDataFolder } from "../running/data-folder-lock.ts";
import { unusable, type HostRefused } from "../running/host-refused.ts";

/** One signing secret as it lies there: in the open, or sealed by the system's key store. Times are epoch ms. */
export const StoredSigningSecret = z.looseObject({
  secret: z.string().optional(),
  sealed: z.string().optional(),
  /** The webhook endpoint whose it is; null for the forward's. */
  endpoint_id: z.string().nullable(),
  kept_at: z.number(),
  valid_until: z.number().nullable(),
});
export type StoredSigningSecret = z.infer<typeof StoredSigningSecret>;

const StoredSecrets = z.partialRecord(
  z.enum(["sandbox", "test", "live"]),
  z.looseObject({ console_token: z.string().optional(), signing_secrets: z.array(StoredSigningSecret).optional() }),
);
/** What `secrets.json` holds, by environment; what others added stays. */
export type StoredSecrets = z.infer<typeof StoredSecrets>;

/** Hosts of other environments write the same file; each holds it for a moment only. */
const PATIENCE_MS = 2_000;

/** Where the secrets of a data folder lie. */
export const secretsFileOf = (dataDir: string): string => path.join(dataDir, "secrets.json");

/** Reads all of it; empty where there is no such file yet. */
export function readSecrets(dataDir: string): Result<StoredSecrets, HostRefused> {
  const file = secretsFileOf(dataDir);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return ok({});
    return err(unusable(`--data-dir: ${file} can't be read: let this account read it, or move it away.`));
  }
  const parsed = StoredSecrets.safeParse(parseJson(text));
  return parsed.success ? ok(parsed.data) : err(unusable(`--data-dir: ${file} is damaged: mend it, or move it away.`));
}

/** Writes what `change` makes of it, while no other process does; what is damaged is refused and stays as it is. */
export function changeSecrets(
  dataDir: string,
  change: (stored: StoredSecrets) => StoredSecrets,
): Result<void, HostRefused> {
  const locked = lockDataFolder(dataDir, "secrets", PATIENCE_MS);
  if (!locked.ok) return locked;
  try {
    const stored = readSecrets(dataDir);
    return stored.ok ? ok(writeSecrets(secretsFileOf(dataDir), change(stored.value))) : stored;
  } finally {
    locked.value.release();
  }
}

/** Takes other accounts' right to read the file away, where they have it, and says so. */
export function closeToOthers(dataDir: string, log: HostLog): void {
  const file = secretsFileOf(dataDir);
  if (process.platform === "win32" || (statSync(file).mode & 0o077) === 0) return;
  chmodSync(file, 0o600);
  log.warn(
    { file },
    "Other accounts could read the file with the secrets. It is closed to them now; change the token.",
  );
}

/** Whole or not at all: a crash in the middle leaves the file as it was. */
function writeSecrets(file: string, secrets: StoredSecrets): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(draft, file);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

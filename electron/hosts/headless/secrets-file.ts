import { chmodSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Environment } from "../../../shared/kernel/environment.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { unusable, type HostRefused } from "../running/host-refused.ts";
import type { HostLog } from "../log/host-log.ts";

const StoredSecrets = z.partialRecord(
  z.enum(["sandbox", "test", "live"]),
  z.looseObject({ console_token: z.string().optional() }),
);
type StoredSecrets = z.infer<typeof StoredSecrets>;

/**
 * The console's token of an environment, made when it is first asked for. Kept in `secrets.json` beside the databases,
 * for this account's eyes only: a machine without a desktop has no key store to lean on.
 */
export function keepConsoleToken(
  dataDir: string,
  env: Environment,
  log: HostLog,
  make: () => string,
): Result<string, HostRefused> {
  const file = path.join(dataDir, "secrets.json");
  const stored = readSecrets(file);
  if (!stored.ok) return stored;
  const kept = stored.value[env]?.console_token;
  if (kept) {
    closeToOthers(file, log);
    return ok(kept);
  }
  const token = make();
  writeSecrets(file, { ...stored.value, [env]: { ...stored.value[env], console_token: token } });
  log.warn({ file }, "Secrets are kept in a file that this account alone can read. Guard its backups like a password.");
  return ok(token);
}

function readSecrets(file: string): Result<StoredSecrets, HostRefused> {
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whole or not at all: a crash in the middle leaves the file as it was. */
function writeSecrets(file: string, secrets: StoredSecrets): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(draft, file);
}

function closeToOthers(file: string, log: HostLog): void {
  if (process.platform === "win32" || (statSync(file).mode & 0o077) === 0) return;
  chmodSync(file, 0o600);
  log.warn(
    { file },
    "Other accounts could read the file with the secrets. It is closed to them now; change the token.",
  );
}

import type { Environment } from "../../../shared/kernel/environment.ts";
import { ok, type Result } from "../../../shared/kernel/result.ts";
import type { HostLog } from "../log/host-log.ts";
import type { HostRefused } from "../running/host-refused.ts";
import { changeSecrets, closeToOthers, readSecrets, secretsFileOf } from "./secrets-file.ts";

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
  const stored = readSecrets(dataDir);
  if (!stored.ok) return stored;
  const kept = stored.value[env]?.console_token;
  if (kept) {
    closeToOthers(dataDir, log);
    return ok(kept);
  }
  const token = make();
  const written = changeSecrets(dataDir, (before) => ({ ...before, [env]: { ...before[env], console_token: token } }));
  if (!written.ok) return written;
  const file = secretsFileOf(dataDir);
  log.warn({ file }, "Secrets are kept in a file that this account alone can read. Guard its backups like a password.");
  return ok(token);
}

import type { KeptSecret, SecretStore } from "../../engine/ports.ts";
import { Environment } from "../../../shared/kernel/environment.ts";
import { ok, type Result } from "../../../shared/kernel/result.ts";
import type { HostLog } from "../log/host-log.ts";
import type { HostRefused } from "../running/host-refused.ts";
import { changeSecrets, readSecrets, type StoredSigningSecret } from "./secrets-file.ts";

/** The system's key store, where a host has one. Each answers null where it can't do that (now). */
export interface Seal {
  seal(text: string): Promise<string | null>;
  open(sealed: string): Promise<string | null>;
}

/** A machine without a desktop has no key store: the file's mode is all that guards it. */
export const NO_SEAL: Seal = { seal: () => Promise.resolve(null), open: () => Promise.resolve(null) };

interface Kept {
  readonly dataDir: string;
  readonly seal: Seal;
  readonly log: HostLog;
}

/**
 * Signing secrets of one environment in `secrets.json`, sealed where the system can. What can't be opened is left where it
 * lies. Every secret that passes here is blanked in the log from then on.
 */
export function signingSecretsFile({ dataDir, seal, log }: Kept, env: Environment): SecretStore {
  const read = async (stored: readonly StoredSigningSecret[]) => {
    const opened = await openAll(stored, seal);
    log.hide(opened.kept.map(({ secret }) => secret));
    if (opened.closed.length > 0)
      log.warn(
        { env, count: opened.closed.length },
        "Signing secrets are sealed by a key store that does not open them",
      );
    return opened;
  };
  return {
    read: async () => (await read(entriesOf(dataDir, env))).kept,
    async change(decide) {
      const { kept, closed } = await read(entriesOf(dataDir, env));
      const decided = decide(kept);
      log.hide(decided.map(({ secret }) => secret));
      const entries = [...closed, ...(await Promise.all(decided.map((one) => storedOf(one, seal))))];
      // Nobody else writes this environment's part: its database has one process.
      const written = changeSecrets(dataDir, (all) => ({ ...all, [env]: { ...all[env], signing_secrets: entries } }));
      if (!written.ok) throw new Error(written.error.says);
      return decided;
    },
  };
}

/** What is kept for the other environments of the data folder: so that a refusal can name whose an event was. */
export async function otherSigningSecrets(
  { dataDir, seal, log }: Kept,
  env: Environment,
): Promise<Result<{ readonly environment: Environment; readonly secret: string }[], HostRefused>> {
  const stored = readSecrets(dataDir);
  if (!stored.ok) return stored;
  const others = Environment.options.filter((other) => other !== env);
  const known = await Promise.all(
    others.map(async (environment) => {
      const { kept } = await openAll(stored.value[environment]?.signing_secrets ?? [], seal);
      return kept.map(({ secret }) => ({ environment, secret }));
    }),
  );
  log.hide(known.flat().map(({ secret }) => secret));
  return ok(known.flat());
}

function entriesOf(dataDir: string, env: Environment): readonly StoredSigningSecret[] {
  const stored = readSecrets(dataDir);
  if (!stored.ok) throw new Error(stored.error.says);
  return stored.value[env]?.signing_secrets ?? [];
}

async function openAll(stored: readonly StoredSigningSecret[], seal: Seal) {
  const kept: KeptSecret[] = [];
  const closed: StoredSigningSecret[] = [];
  for (const entry of stored) {
    const secret = entry.sealed === undefined ? entry.secret : await seal.open(entry.sealed);
    if (secret) kept.push(keptOf(entry, secret));
    else closed.push(entry);
  }
  return { kept, closed };
}

const keptOf = ({ endpoint_id, kept_at, valid_until }: StoredSigningSecret, secret: string): KeptSecret => ({
  secret,
  origin: endpoint_id === null ? { kind: "forward" } : { kind: "endpoint", endpointId: endpoint_id },
  keptAt: kept_at,
  validUntil: valid_until,
});

async function storedOf({ secret, origin, keptAt, validUntil }: KeptSecret, seal: Seal): Promise<StoredSigningSecret> {
  const sealed = await seal.seal(secret);
  return {
    ...(sealed === null ? { secret } : { sealed }),
    endpoint_id: origin.kind === "endpoint" ? origin.endpointId : null,
    kept_at: keptAt,
    valid_until: validUntil,
  };
}

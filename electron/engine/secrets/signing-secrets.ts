import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Clock, KeptSecret, Log, SecretOrigin, SecretStore } from "../ports.ts";

/** As long as Stripe itself lets a rolled secret overlap the next. */
const GRACE_MS = 24 * 3_600_000;

/** The secret counts here, but would be gone after a restart. */
export interface SecretNotKept {
  readonly code: "SECRET_NOT_KEPT";
  readonly says: string;
}

/** The signing secrets that the engine learned: what it verifies by, beside those that it was started with. */
export interface SigningSecrets {
  /** Those that count now, the newest first. Costs nothing: asked at every webhook. */
  current(): readonly KeptSecret[];
  /**
   * From now on `secret` counts, and what was known of the same origin before for a day more. Resolves when that is durable;
   * refuses where it could not be written: it counts all the same, until the engine ends.
   */
  keep(secret: string, origin: SecretOrigin): Promise<Result<void, SecretNotKept>>;
}

interface Parts {
  /** In memory alone where it is not given. */
  readonly store: SecretStore | undefined;
  readonly now: Clock;
  readonly log: Log;
}

/** Reads what is kept. Where that fails the engine starts without; what the store holds is not overwritten. */
export async function loadSigningSecrets(parts: Parts): Promise<SigningSecrets> {
  try {
    return signingSecrets(parts, (await parts.store?.read()) ?? []);
  } catch (cause) {
    parts.log.error(
      { err: cause },
      "Signing secrets that were learned before can't be read: what they sign is refused",
    );
    return signingSecrets(parts, []);
  }
}

/** The same, where what is kept is known. */
export function signingSecrets(
  { store = memoryStore(), now, log }: Parts,
  known: readonly KeptSecret[],
): SigningSecrets {
  let kept = known;
  let writing: Promise<unknown> = Promise.resolve();
  return {
    current: () => stillValid(kept, now()).toReversed(),
    keep(secret, origin) {
      const at = now();
      const add = (before: readonly KeptSecret[]) => withSecret(before, secret, origin, at);
      kept = add(kept);
      const written = writing.then(() => store.change(add));
      writing = written.catch(() => {});
      return written.then(
        () => ok(undefined),
        (cause: unknown) => {
          log.error({ err: cause }, "A signing secret could not be kept");
          return err({ code: "SECRET_NOT_KEPT", says: `The signing secret could not be kept: ${sayWhy(cause)}` });
        },
      );
    },
  };
}

/** What is kept once `secret` is known: nothing twice, what it replaces for a while, and nothing that no longer counts. */
export function withSecret(
  before: readonly KeptSecret[],
  secret: string,
  origin: SecretOrigin,
  at: number,
): readonly KeptSecret[] {
  const known = before.find((one) => one.secret === secret && isSame(one.origin, origin));
  const others = stillValid(before, at).filter((one) => one !== known);
  const lapsing = others.map((one) =>
    isSame(one.origin, origin) ? { ...one, validUntil: one.validUntil ?? at + GRACE_MS } : one,
  );
  return [...lapsing, { secret, origin, keptAt: known?.keptAt ?? at, validUntil: null }];
}

const stillValid = (kept: readonly KeptSecret[], at: number) =>
  kept.filter(({ validUntil }) => validUntil === null || validUntil > at);

const isSame = (a: SecretOrigin, b: SecretOrigin): boolean =>
  a.kind === "endpoint" ? b.kind === "endpoint" && a.endpointId === b.endpointId : b.kind === "forward";

function memoryStore(): SecretStore {
  let kept: readonly KeptSecret[] = [];
  return {
    read: () => Promise.resolve(kept),
    change: (decide) => Promise.resolve((kept = decide(kept))),
  };
}

const sayWhy = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

import { expect, test } from "vitest";
import type { KeptSecret, SecretStore } from "../ports.ts";
import { loadSigningSecrets, withSecret } from "./signing-secrets.ts";

const DAY_MS = 24 * 3_600_000;
const log = { info: () => {}, warn: () => {}, error: () => {} };
const forward = { kind: "forward" } as const;
const endpoint = (endpointId: string) => ({ kind: "endpoint", endpointId }) as const;
const names = (kept: readonly KeptSecret[]) => kept.map(({ secret }) => secret);

test("a new secret of the forward counts at once, and the one before for a day more", async () => {
  let at = 1_000;
  const secrets = await loadSigningSecrets({ store: undefined, now: () => at, log });
  await secrets.keep("whsec_old", forward);
  at = 2_000;
  await secrets.keep("whsec_new", forward);
  expect(names(secrets.current())).toEqual(["whsec_new", "whsec_old"]);
  at = 2_000 + DAY_MS;
  expect(names(secrets.current())).toEqual(["whsec_new"]);
});

test("an endpoint's secret replaces that endpoint's alone", () => {
  const a = withSecret([], "whsec_a", endpoint("we_a"), 1);
  const b = withSecret(withSecret(a, "whsec_b", endpoint("we_b"), 2), "whsec_f", forward, 3);
  expect(b.map(({ validUntil }) => validUntil)).toEqual([null, null, null]);
  const rolled = withSecret(b, "whsec_a2", endpoint("we_a"), 4);
  expect(rolled.find(({ secret }) => secret === "whsec_a")).toMatchObject({ validUntil: 4 + DAY_MS });
  expect(rolled.filter(({ validUntil }) => validUntil === null)).toHaveLength(3);
});

test("the same secret, printed again, is kept once, and counts for good even where it was about to lapse", () => {
  const once = withSecret([], "whsec_a", forward, 1);
  const replaced = withSecret(once, "whsec_b", forward, 2);
  const back = withSecret(replaced, "whsec_a", forward, 3);
  expect(names(back)).toEqual(["whsec_b", "whsec_a"]);
  expect(back.at(-1)).toEqual({ secret: "whsec_a", origin: forward, keptAt: 1, validUntil: null });
  expect(withSecret(back, "whsec_b", forward, 4)).toHaveLength(2);
});

test("what no longer counts is dropped with the next change; an end is not put off by one", () => {
  const kept = withSecret(withSecret([], "whsec_a", forward, 0), "whsec_b", forward, 10);
  const later = withSecret(kept, "whsec_c", forward, 20);
  expect(later.find(({ secret }) => secret === "whsec_a")?.validUntil).toBe(10 + DAY_MS);
  expect(names(withSecret(later, "whsec_d", forward, 15 + DAY_MS))).toEqual(["whsec_b", "whsec_c", "whsec_d"]);
});

test("a secret that can't be written counts all the same, and the refusal says why", async () => {
  const store: SecretStore = {
    read: () => Promise.reject(new Error("no such disk")),
    change: () => Promise.reject(new Error("the disk is full.")),
  };
  const secrets = await loadSigningSecrets({ store, now: () => 1, log });
  const kept = await secrets.keep("whsec_a", forward);
  expect(kept).toMatchObject({ ok: false, error: { code: "SECRET_NOT_KEPT" } });
  expect(kept).toHaveProperty("error.says", "The signing secret could not be kept: the disk is full.");
  expect(names(secrets.current())).toEqual(["whsec_a"]);
});

test("what another start kept is known to this one", async () => {
  let kept: readonly KeptSecret[] = [];
  const store: SecretStore = {
    read: () => Promise.resolve(kept),
    change: (decide) => Promise.resolve((kept = decide(kept))),
  };
  const first = await loadSigningSecrets({ store, now: () => 1, log });
  await Promise.all([first.keep("whsec_a", forward), first.keep("whsec_e", endpoint("we_1"))]);
  const second = await loadSigningSecrets({ store, now: () => 2, log });
  expect(names(second.current())).toEqual(["whsec_e", "whsec_a"]);
});

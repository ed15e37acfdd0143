import { createChanges } from "../changes/changes.ts";
import type { Deps } from "../deps.ts";
import { Forward } from "../forward/forward.ts";
import type { EngineOptions, Log } from "../ports.ts";
import type { Store } from "../store/open-store.ts";
import { signingSecrets } from "../secrets/signing-secrets.ts";
import { createStripeGateway } from "../stripe/live-stripe-gateway.ts";
import { NOW } from "../trace/facts-for-tests.ts";

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Options of an engine without Stripe and panel, whose clock stands still at {@link NOW}. */
export function testOptions(patch: Partial<EngineOptions> = {}): EngineOptions {
  return {
    env: "test",
    version: "0.0.0",
    databaseFile: "",
    ingress: { host: "127.0.0.1", port: 0 },
    stripe: { secretKey: null, webhookSecrets: [], apiBase: null },
    panel: { url: null, apiKey: null },
    storefront: { jwtSecret: null, jwksUrl: null, publicUrl: null, origins: [] },
    catalogFile: null,
    log: silent,
    now: () => NOW,
    ...patch,
  };
}

const ingressUrl = () => "http://127.0.0.1:3001";

/** Real parts on a test's store; `woken` counts how often jobs were asked for. */
export function testDeps(store: Store, patch: Partial<EngineOptions> = {}): Deps & { readonly woken: () => number } {
  const options = testOptions(patch);
  let woken = 0;
  const parts = {
    options,
    db: store.db,
    stripe: createStripeGateway(options.stripe, options.now),
    secrets: signingSecrets({ ...options, store: options.secretStore }, []),
    changes: createChanges(),
  };
  return {
    ...parts,
    forward: new Forward({ ...parts, ingressUrl, catchUp: () => Promise.resolve() }),
    panel: null,
    publicUrl: ingressUrl,
    wakeJobs: () => {
      woken += 1;
    },
    woken: () => woken,
  };
}

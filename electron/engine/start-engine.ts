import { randomUUID } from "node:crypto";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import { importCatalog } from "./catalog/import-catalog.ts";
import { openSoundStore } from "./backup/open-sound-store.ts";
import { careForStore, STORE_CARE } from "./backup/store-care.ts";
import { catchUp } from "./catch-up/catch-up.ts";
import { noticeGaps } from "./catch-up/notice-gaps.ts";
import { catchUpAfterSleep } from "./catch-up/wake.ts";
import { createChanges } from "./changes/changes.ts";
import type { Deps } from "./deps.ts";
import type { Engine, EngineRefused } from "./engine.ts";
import { Forward } from "./forward/forward.ts";
import { groupCommit, type RecordArrival } from "./events/group-commit.ts";
import { type IngestPressure, ingestPressure } from "./events/ingest-pressure.ts";
import { prepareJournal } from "./events/journal.ts";
import { loadVerifier } from "./events/verify-signature.ts";
import { bearerAuthentication } from "./http/bearer.ts";
import { createIngressApp } from "./http/ingress-app.ts";
import { listen, type Listening } from "./http/listen.ts";
import { webhookParts } from "./http/webhook-route.ts";
import { JobQueue } from "./jobs/job-queue.ts";
import { sqliteJobStore } from "./jobs/sqlite-job-store.ts";
import { startRecurring } from "./jobs/recurring.ts";
import { createEngineOps } from "./ops/engine-ops.ts";
import { createPanel } from "./panel/create-panel.ts";
import type { Panel } from "./panel/panel-port.ts";
import type { EngineOptions } from "./ports.ts";
import { router } from "./rpc/router.ts";
import { loadSigningSecrets, type SigningSecrets } from "./secrets/signing-secrets.ts";
import { startCheckpoints } from "./store/checkpoints.ts";
import type { Store } from "./store/open-store.ts";
import { createStripeGateway } from "./stripe/live-stripe-gateway.ts";
import { stripePace } from "./stripe/pace.ts";
import { pacedGateway } from "./stripe/paced-gateway.ts";
import { CONCURRENCY, jobHandlers, recurringWork } from "./work.ts";

/** How long a stopping engine waits for running jobs; longer ones run again at the next start. */
const DRAIN_MS = 10_000;

/**
 * Opens the database, imports the catalog, listens, and starts the work. Refuses with a sentence where something given to
 * it can't be used; then nothing is left running.
 */
export async function startEngine(options: EngineOptions): Promise<Result<Engine, EngineRefused>> {
  const opened = await openSoundStore(options);
  if (!opened.ok) return opened;
  const store = opened.value;
  const refused = await importAtStart(store, options);
  if (refused) {
    await store.close();
    return err(refused);
  }
  const secrets = await loadSigningSecrets({ ...options, store: options.secretStore });
  const parts = assemble(store, options, secrets);
  const listening = await listen(parts.app, options.ingress);
  if (!listening.ok) {
    await store.close();
    return err({ code: "INGRESS_UNUSABLE", says: `${listening.error.says} Set another with --ingress-port.` });
  }
  parts.listensAt(listening.value.url);
  return ok(await run(parts, store, options, listening.value));
}

async function importAtStart(store: Store, options: EngineOptions): Promise<EngineRefused | undefined> {
  if (!options.catalogFile) return undefined;
  const imported = await importCatalog(store.db, options.catalogFile, options.now());
  if (!imported.ok) return imported.error;
  options.log.info({ ...imported.value }, "The catalog was imported");
  return undefined;
}

interface Parts {
  readonly deps: Deps;
  readonly record: RecordArrival;
  readonly pressure: IngestPressure;
  readonly app: ReturnType<typeof createIngressApp>;
  readonly listensAt: (url: string) => void;
  readonly onWake: (wake: () => void) => void;
}

/** Before the queue is there, what is committed waits for its first look. */
const asleep = () => {};

/** Makes the parts and joins them; what only exists later (an address, a queue) is asked for when it is needed. */
function assemble(store: Store, options: EngineOptions, secrets: SigningSecrets): Parts {
  const { now } = options;
  const changes = createChanges();
  let ingressUrl = "";
  let wake = asleep;
  const parts = {
    options,
    db: store.db,
    stripe: pacedGateway(createStripeGateway(options.stripe, now), stripePace(options.env)),
    secrets,
    changes,
  };
  const forward = new Forward({ ...parts, ingressUrl: () => ingressUrl, catchUp: () => catchUpNow(deps, record) });
  const deps: Deps = {
    ...parts,
    forward,
    panel: panelOf(options),
    publicUrl: () => options.storefront.publicUrl ?? ingressUrl,
    wakeJobs: () => wake(),
  };
  const pressure = ingestPressure();
  const journal = groupCommit(store, prepareJournal(store.raw), now, (rows) => {
    changes.publish({ topic: "events", ids: rows.map(({ journalId }) => String(journalId)) });
    pressure.note(rows.length);
    if (rows.some(({ asksForWork }) => asksForWork)) wake();
  });
  const record: RecordArrival = async (arrival, verdict) => {
    const written = await journal(arrival, verdict);
    forward.noteArrival(arrival, verdict, written);
    return written;
  };
  const authenticate = bearerAuthentication({ ...options.storefront, now });
  const webhook = webhookParts(options, secrets, { record, noteHeartbeat: forward.noteHeartbeat });
  return {
    deps,
    record,
    pressure,
    app: createIngressApp({ deps, authenticate, webhook }),
    listensAt: (url) => {
      ingressUrl = url;
    },
    onWake: (to) => {
      wake = to;
    },
  };
}

/** What the forward may have missed; a fault waits for the next beat of the recurring catch-up. */
const catchUpNow = (deps: Deps, record: RecordArrival): Promise<void> =>
  catchUp(deps, record, { graceS: 0, whole: false }).then(
    () => undefined,
    (cause: unknown) => deps.options.log.error({ err: cause }, "Catch-up after a gap of the forward failed"),
  );

function panelOf({ panel: { url, apiKey, kind = "pterodactyl" }, timings, now }: EngineOptions): Panel | null {
  const timeouts = timings?.panel && { timeouts: timings.panel };
  return url && apiKey ? createPanel({ kind, url, apiKey, now, ...timeouts }) : null;
}

/** What a sleep may have missed is looked after when the host says that it is over, or when time jumped. */
function followSleep(deps: Deps): { readonly woke: () => void; readonly stop: () => void } {
  const { log, now } = deps.options;
  const woke = () => {
    deps.forward.woke();
    void catchUpAfterSleep(deps).catch((cause: unknown) =>
      log.error({ err: cause }, "Catch-up could not be asked for"),
    );
  };
  const stop = noticeGaps(now, (ms) => {
    log.info({ ms }, "Time jumped: the machine slept, or its clock was set. Everything is compared now");
    woke();
  });
  return { woke, stop };
}

async function run(
  { deps, record, pressure, onWake }: Parts,
  store: Store,
  options: EngineOptions,
  listening: Listening,
): Promise<Engine> {
  const { log, now } = options;
  const startedAt = now();
  const care = await careForStore(store, deps, CONCURRENCY);
  const checkpoints = startCheckpoints(store.raw, log);
  const queue = new JobQueue({
    store: sqliteJobStore(store),
    alone: true, // the host's lock on the data folder keeps every other process out
    now,
    log,
    owner: randomUUID(),
    handlers: { ...jobHandlers(deps, record), ...care.handlers },
    concurrency: care.concurrency,
    isPressed: () => pressure.isHigh(),
    onSettled: (ids) => deps.changes.publish({ topic: ids.length > 0 ? "orders" : "status", ids: [...ids] }),
  });
  onWake(() => queue.wake());
  const stopRecurring = startRecurring([...recurringWork(options), ...STORE_CARE], {
    db: store.db,
    now,
    log,
    wake: () => queue.wake(),
  });
  const sleep = followSleep(deps);
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    sleep.stop();
    await deps.forward.close();
    stopRecurring();
    care.stop();
    await listening.close();
    await queue.stop(DRAIN_MS);
    await checkpoints.stop();
    await store.close();
  };
  void deps.forward.resume().catch((cause: unknown) => log.error({ err: cause }, "The forward could not be resumed"));
  void loadVerifier().catch((cause: unknown) => log.error({ err: cause }, "stripe-node could not be loaded"));
  return {
    ingressUrl: listening.url,
    router,
    contextFor: (operator) => ({ deps, operator, ingressUrl: listening.url, startedAt }),
    ops: createEngineOps(deps, () => catchUp(deps, record)),
    wake: sleep.woke,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

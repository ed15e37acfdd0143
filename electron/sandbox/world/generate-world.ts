import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { setImmediate as letOthers } from "node:timers/promises";
import type { CatalogFile } from "../../../shared/contract/catalog-file.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { plantSeed as plantPanelSeed } from "../panel/seed/plant-seed.ts";
import { openPanelStore, type PanelStore } from "../panel/store/open-panel-store.ts";
import { panelSeedOf } from "../panel-seed.ts";
import type { SandboxFiles } from "../sandbox-files.ts";
import { plantSeed } from "../stripe/seed.ts";
import { openDatabase } from "../stripe/store/open-database.ts";
import { NOBODY } from "../stripe/work.ts";
import { World } from "../stripe/world.ts";
import { stripeSeedOf } from "../stripe-seed.ts";
import { openGroundTruth, truthFiles, type WorldFacts } from "./ground-truth.ts";
import type { WorldPlan } from "./life.ts";
import { populate } from "./population.ts";
import { WorldWriter } from "./world-writer.ts";
import { openTimeline } from "./timeline.ts";
import { openWorldPrices } from "./world-prices.ts";

export interface WorldAsked {
  readonly events: number;
  readonly months: number;
  readonly seed: number;
}

export interface GenerateOptions {
  readonly asked: WorldAsked;
  readonly catalog: CatalogFile;
  /** The sandbox's files; nobody has them open. */
  readonly files: SandboxFiles;
  /** When the world ends, epoch ms. */
  readonly now: number;
  /** Told a few times a second: how many events of how many are written. */
  readonly onProgress?: (written: number, of: number) => void;
}

/** Why there is no world now: a sentence that says what to do. */
export type WorldRefused = string;

const MOMENTS_AT_ONCE = 400;

/**
 * Fills an empty sandbox's files with customers, purchases, subscriptions and events from a seed, with planted drift,
 * and writes beside them what was planted. Events are written in the order in which they happened, in memory that does
 * not grow with their number. A folder that has this very world already is left as it is; one in which something else
 * has happened is refused; one whose making was killed is begun anew.
 */
export async function generateWorld(options: GenerateOptions): Promise<Result<WorldFacts, WorldRefused>> {
  const { asked, catalog, files, now } = options;
  const known = knownWorld(files.world);
  if (known) return isSame(known, asked) ? ok(known) : err(`${SOMETHING_ELSE} Another world is there.`);
  const until = Math.floor(now / 1000);
  mkdirSync(files.folder, { recursive: true, mode: 0o700 });
  removeBrokenOff(files);
  const world = new World(
    openDatabase(files.stripe),
    () => now,
    () => {},
  );
  const store = openPanelStore(files.panel);
  try {
    if (!isUntouched(world, store)) return err(SOMETHING_ELSE);
    await write({ ...options, world, store }, { ...asked, until, catalog });
    return ok({ ...asked, until });
  } finally {
    world.close();
    store.close();
  }
}

const SOMETHING_ELSE =
  "A world needs an empty sandbox, and in this folder something has happened. Name another --data-dir.";

/** A world whose making was killed is made anew from the beginning. */
function removeBrokenOff({ world, stripe, panel }: SandboxFiles): void {
  if (!existsSync(truthFiles(world).draft)) return;
  for (const file of [stripe, panel]) for (const part of ["", "-shm", "-wal"]) rmSync(file + part, { force: true });
}

const isUntouched = (world: World, store: PanelStore): boolean =>
  world.events.list({ limit: 1 }).data.length === 0 &&
  world.objects.list("customer", { limit: 1 }).data.length === 0 &&
  store.servers.count("1") === 0;

const isSame = (known: WorldFacts, asked: WorldAsked): boolean =>
  known.events === asked.events && known.months === asked.months && known.seed === asked.seed;

function knownWorld(folder: string): WorldFacts | null {
  const { truth } = truthFiles(folder);
  if (!existsSync(truth)) return null;
  const { seed, events, months, until } = JSON.parse(readFileSync(truth, "utf8")) as WorldFacts;
  return { seed, events, months, until };
}

interface Writing extends GenerateOptions {
  readonly world: World;
  readonly store: PanelStore;
}

async function write({ world, store, files, now, onProgress }: Writing, plan: WorldPlan): Promise<void> {
  world.transact(NOBODY, (work) => plantSeed(work, stripeSeedOf(plan.catalog)));
  plantPanelSeed(store, panelSeedOf(plan.catalog), now);
  const prices = openWorldPrices(world, plan);
  const population = populate(plan, prices);
  const { events, months, seed, until } = plan;
  const truth = openGroundTruth(files.world, { seed, events, months, until });
  const writer = new WorldWriter({ world, store, truth, plan, prices, population });
  const timeline = openTimeline(population.size);
  for (let index = 0; index < population.size; index += 1) {
    const [first] = population.of(index).moments;
    if (first) timeline.push(index, first.at);
  }
  let toldAt = 0;
  for (let isMore = true; isMore;) {
    isMore = writer.writeBatch(timeline, MOMENTS_AT_ONCE);
    truth.flush();
    if (performance.now() - toldAt > 200) {
      toldAt = performance.now();
      onProgress?.(writer.counts.events, events);
    }
    await letOthers();
  }
  onProgress?.(writer.counts.events, events);
  truth.finish(writer.counts);
}

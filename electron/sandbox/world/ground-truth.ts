import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import type { DriftKind } from "./drift.ts";

/** Something that was planted, and by which ids it can be found. */
export interface Planted {
  readonly kind: DriftKind;
  readonly says: string;
  readonly order_id: string;
  readonly session_id: string;
  readonly subscription_id: string;
  readonly customer_id: string;
  readonly server_id: number | null;
}

/** A purchase as it really went: what a shop that had lost nothing would know. Amounts in minor units, times epoch ms. */
export interface TrueOrder {
  readonly order_id: string;
  readonly user_id: string;
  readonly email: string;
  readonly plan_id: string;
  readonly term: string;
  readonly region: string;
  readonly server_name: string;
  readonly amount: number;
  readonly currency: string;
  readonly paid_at: number;
  readonly session_id: string;
  readonly subscription_id: string;
  readonly subscription_status: string;
  readonly server_id: number | null;
  readonly drift: DriftKind | null;
}

/** Which world it is; the same makes the same one. `until` is epoch seconds. */
export interface WorldFacts {
  readonly seed: number;
  readonly events: number;
  readonly months: number;
  readonly until: number;
}

/** The files beside a world that say what is true in it, written as the world is. */
export interface GroundTruth {
  order(order: TrueOrder): void;
  planted(planted: Planted): void;
  /** Hands the buffered lines to the disk. */
  flush(): void;
  /** Names the files by their final names: the world is whole. */
  finish(counts: Readonly<Record<string, number>>): void;
}

/**
 * Where a folder's world keeps what is true: `truth.json` and, one order a line, `orders.jsonl`. While the `draft` is
 * there, the world is not whole.
 */
export const truthFiles = (folder: string) => ({
  truth: path.join(folder, "truth.json"),
  orders: path.join(folder, "orders.jsonl"),
  draft: path.join(folder, "truth.json.tmp"),
});

/** Whatever a broken-off world left is the sandbox's own from now on. */
export const keepBrokenOffWorld = (folder: string): void => rmSync(truthFiles(folder).draft, { force: true });

export function openGroundTruth(folder: string, facts: WorldFacts): GroundTruth {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { truth, orders, draft } = truthFiles(folder);
  const ordersDraft = `${orders}.tmp`;
  const [truthFile, ordersFile] = [openSync(draft, "w", 0o600), openSync(ordersDraft, "w", 0o600)];
  let [truthLines, orderLines] = [`${JSON.stringify(facts).slice(0, -1)},"planted":[`, ""];
  let count = 0;
  const flush = () => {
    writeSync(truthFile, truthLines);
    writeSync(ordersFile, orderLines);
    [truthLines, orderLines] = ["", ""];
  };
  return {
    flush,
    order: (order) => void (orderLines += `${JSON.stringify(order)}\n`),
    planted(planted) {
      truthLines += `${count === 0 ? "" : ","}\n${JSON.stringify(planted)}`;
      count += 1;
    },
    finish(counts) {
      truthLines += `\n],"counts":${JSON.stringify(counts)}}\n`;
      flush();
      closeSync(truthFile);
      closeSync(ordersFile);
      renameSync(ordersDraft, orders);
      renameSync(draft, truth);
    },
  };
}

import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { LabScenario, LabSeen } from "../../shared/contract/lab.ts";
import { rpc } from "../app/engine/rpc.ts";
import { explain } from "../app/explain.ts";
import { useKeys } from "../app/keys/keys.ts";
import { FilterField } from "../ui/FilterField.tsx";
import { Empty, LoadingText, Stale } from "../ui/Nothing.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { purchasesOf } from "./expected.ts";
import { LabHead } from "./LabHead.tsx";
import { LabPane } from "./LabPane.tsx";
import { LabTable } from "./LabTable.tsx";
import { useChoice } from "./use-choice.ts";
import { type LabActs, useLabActs, useWatchedLab } from "./use-lab.ts";
import { seedOf, type Setup, useSetup } from "./use-setup.ts";
import "./lab.css";

/** So many of the newest orders are looked through for those that the lab's customers made. */
const LOOKED_THROUGH = 200;

/** Starts scenarios with what the fields say. Where they hold no seed nothing starts: the field says so already. */
function useStart({ start: { mutate } }: LabActs, { seed, intensity }: Setup) {
  return useCallback(
    (names: readonly string[]) => {
      const number = seedOf(seed);
      if (number !== null && names.length > 0) mutate({ names: [...names], seed: number, intensity: intensity / 100 });
    },
    [mutate, seed, intensity],
  );
}

/** The page's own keys: start or stop what is chosen, send customers, let a month pass. */
function useLabKeys(chosen: readonly LabScenario[], start: () => void, acts: LabActs, count: number): void {
  const runs = chosen.length > 0 && chosen.every(({ running }) => running);
  useKeys({
    s: () => {
      if (chosen.length === 0) return false;
      if (runs) acts.stop.mutate();
      else start();
      return true;
    },
    b: () => acts.customers.mutate(count),
    m: () => acts.pass.mutate({ by: "month" }),
  });
}

function usePurchases({ state: { visit } }: LabSeen) {
  const orders = useQuery(rpc.orders.list.queryOptions({ input: { limit: LOOKED_THROUGH } }));
  return useMemo(() => purchasesOf(visit, orders.data?.rows ?? []), [visit, orders.data]);
}

function Lab({ seen, error }: { readonly seen: LabSeen; readonly error: unknown }) {
  const { scenarios, running } = seen.state;
  const acts = useLabActs();
  const { typed, openName, picks, chosen, ...choice } = useChoice(scenarios);
  const [setup, change] = useSetup(running);
  const begin = useStart(acts, setup);
  const start = () => begin(chosen.map(({ name }) => name));
  const purchases = usePurchases(seen);
  useLabKeys(chosen, start, acts, setup.count);
  const { pick } = choice;
  const stop = acts.stop.mutate;
  const rowActs = useMemo(
    () => ({ picks, pick, play: (name: string) => begin([name]), stop: () => stop() }),
    [picks, pick, begin, stop],
  );
  const pane = { seen, chosen, purchases, setup, change, acts, start, onClose: choice.close };
  return (
    <div className="split lab-split">
      <div className="split-main">
        <LabHead runs={running !== null} acts={acts} />
        {error !== null && <Stale>{explain(error).says} Shown as it was before.</Stale>}
        <search className="filters">
          <FilterField
            label="Filter scenarios"
            placeholder="Filter by words, or by a defect's number"
            value={typed}
            onChange={choice.filter}
          />
        </search>
        <LabTable
          scenarios={scenarios}
          typed={typed}
          openName={openName}
          acts={rowActs}
          onOpen={choice.open}
          onMove={choice.move}
          onClear={() => choice.filter("")}
        />
      </div>
      {chosen.length > 0 && <LabPane {...pane} />}
    </div>
  );
}

/** The lab can't be shown: not in this environment, or nothing answers there. The watch goes on asking. */
function NoLab({ error }: { readonly error: unknown }) {
  const { code, says } = explain(error);
  return (
    <>
      <PageHead title="Fault lab" />
      <Empty title="There is no fault lab here" says={says}>
        <p className="mono text3">{code}</p>
      </Empty>
    </>
  );
}

/** The fault lab: what can break, what is broken now, and what both sides of the sandbox see of it. */
export function LabPage() {
  const { seen, error } = useWatchedLab();
  if (seen) return <Lab seen={seen} error={error} />;
  if (error !== null) return <NoLab error={error} />;
  return (
    <>
      <PageHead title="Fault lab" />
      <LoadingText lines={14} />
    </>
  );
}

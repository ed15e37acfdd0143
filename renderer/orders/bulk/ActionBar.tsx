import { Button } from "@mantine/core";
import { IconTool } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import type { RetryFilter } from "../../../shared/contract/acts.ts";
import { useKeys } from "../../app/keys/keys.ts";
import { useConsole } from "../../app/store.ts";
import { Keys } from "../../ui/Keys.tsx";
import { allOf } from "./use-retry-all.ts";
import { WorkProgress } from "./WorkProgress.tsx";

const RetryAllDialog = lazy(() => import("./RetryAllDialog.tsx").then((part) => ({ default: part.RetryAllDialog })));

function Picked({
  count,
  onRetry,
  onClear,
}: Readonly<Record<"onRetry" | "onClear", () => void>> & { readonly count: number }) {
  useKeys({ Escape: onClear });
  return (
    <div className="action-bar" role="toolbar" aria-label="Orders that are picked">
      <span className="grow">
        {count === 1 ? "1 order" : `${count} orders`} picked. <Keys of="X" /> picks, <Keys of="Shift X" /> up to here.
      </span>
      <Button onClick={onClear} rightSection={<Keys of="Esc" />}>
        Put back
      </Button>
      <Button variant="filled" leftSection={<IconTool size={14} aria-hidden />} onClick={onRetry}>
        Retry provisioning
      </Button>
    </div>
  );
}

/**
 * What can be done with several orders: those that are picked, or, where `match` is not null and none is picked, all that match
 * it; and how far those are that were put to work.
 */
export function ActionBar({
  match,
  matches,
}: {
  readonly match: Partial<RetryFilter> | null;
  readonly matches: number;
}) {
  const picked = useConsole((state) => state.picked);
  const clearPicked = useConsole((state) => state.clearPicked);
  const [asks, setAsks] = useState<{ readonly filter: RetryFilter; readonly meant: number | null } | null>(null);
  const [put, setPut] = useState<readonly string[]>([]);
  const onPut = (orderIds: readonly string[]) => {
    setPut(orderIds);
    setAsks(null);
    clearPicked();
  };
  return (
    <>
      {put.length > 0 && <WorkProgress orderIds={put} onClose={() => setPut([])} />}
      {picked.length > 0 && (
        <Picked
          count={picked.length}
          onClear={clearPicked}
          onRetry={() => setAsks({ filter: allOf({ orderIds: [...picked] }), meant: picked.length })}
        />
      )}
      {picked.length === 0 && put.length === 0 && match !== null && matches > 0 && (
        <div className="action-bar">
          <span className="grow text2">Whatever held these up may be mended by now.</span>
          <Button
            leftSection={<IconTool size={14} aria-hidden />}
            onClick={() => setAsks({ filter: allOf(match), meant: null })}
          >
            Retry all that match
          </Button>
        </div>
      )}
      <Suspense>{asks && <RetryAllDialog {...asks} onClose={() => setAsks(null)} onPut={onPut} />}</Suspense>
    </>
  );
}

import { Button, TextInput } from "@mantine/core";
import type { RetryFilter } from "../../../shared/contract/acts.ts";
import { Keys } from "../../ui/Keys.tsx";
import { LongWait } from "../../ui/LongWait.tsx";
import { Refusal } from "../../ui/Refusal.tsx";
import { ActFrame } from "../acts/ActFrame.tsx";
import { useRetryAll } from "./use-retry-all.ts";

const orders = (count: number): string => (count === 1 ? "1 order" : `${count} orders`);

function says(count: number | null, meant: number | null): string {
  if (count === null) return "Counting the orders that can be put to work.";
  const left = meant === null ? 0 : meant - count;
  const rest = left > 0 ? ` ${orders(left)} of those picked can't: they have a server, or are not paid.` : "";
  return count === 0
    ? `No order here can be put to work.${rest}`
    : `${orders(count)} will be put to work now, each from where it stopped, the oldest first.${rest}`;
}

/** In `live` what is done in bulk is typed. */
function Typed({ all: { isLive, count, typed, setTyped } }: { readonly all: ReturnType<typeof useRetryAll> }) {
  if (!isLive || count === null || count === 0) return null;
  return (
    <TextInput
      label={`Type the number of orders, ${count}`}
      size="xs"
      autoComplete="off"
      data-autofocus
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

/** Puts several orders to work at once, after it was said how many. `meant` is how many were picked; null for all that match. */
export function RetryAllDialog(props: {
  readonly filter: RetryFilter;
  readonly meant: number | null;
  readonly onClose: () => void;
  readonly onPut: (orderIds: readonly string[]) => void;
}) {
  const { filter, meant, onClose, onPut } = props;
  const all = useRetryAll(filter, onPut);
  return (
    <ActFrame title="Retry provisioning" size={460} onClose={onClose} onSubmit={all.submit}>
      <div className="act-says" aria-live="polite">
        <p>{says(all.count, meant)}</p>
        <p className="text2">Each looks for its server first, so that none gets two. Charges nothing.</p>
      </div>
      <Typed all={all} />
      <Refusal of={all.refusal} />
      <LongWait busy={all.busy} says="No answer for 10 s. What was put to work goes on." />
      <div className="line act-foot">
        <Button onClick={onClose}>Leave it</Button>
        <Button
          type="submit"
          variant="filled"
          loading={all.busy}
          disabled={!all.isReady}
          rightSection={<Keys of="Ctrl Enter" />}
        >
          {all.count === null || all.count === 0 ? "Retry" : `Retry ${orders(all.count)}`}
        </Button>
      </div>
    </ActFrame>
  );
}

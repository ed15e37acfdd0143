import { useClock } from "../app/clock.ts";
import { explain } from "../app/explain.ts";
import { shortTime } from "./moment.ts";
import { Stale } from "./Nothing.tsx";

/** What of a query is needed to say that its last answer is old. */
export interface Reread {
  readonly isError: boolean;
  readonly error: unknown;
  readonly isFetching: boolean;
  readonly dataUpdatedAt: number;
  readonly refetch: () => Promise<unknown>;
  /** The next page failed, which the foot of the table says. */
  readonly isFetchNextPageError?: boolean;
}

/** The strip above what could not be read anew: it is shown as it was. Nothing while the last try went well. */
export function StaleRows({ of, what }: { readonly of: Reread; readonly what: string }) {
  const at = useClock((now) => shortTime(of.dataUpdatedAt, now));
  if (!of.isError || of.isFetchNextPageError === true) return null;
  const { code, says } = explain(of.error);
  return (
    <Stale act={{ label: "Try now", run: () => void of.refetch(), busy: of.isFetching }}>
      {what} could not be read since {at}. Shown as it was then. {says} <span className="mono">{code}</span>
    </Stale>
  );
}

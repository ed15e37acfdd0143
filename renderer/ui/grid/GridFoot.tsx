import { explain } from "../../app/explain.ts";

interface Pages {
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  readonly isError: boolean;
  readonly error: Error | null;
  readonly fetchNextPage: () => Promise<unknown>;
  readonly refetch: () => Promise<unknown>;
}

/** Below the last row: that more is being read, or that it could not be. Nothing where all is there. */
export function GridFoot({ list, what }: { readonly list: Pages; readonly what: string }) {
  if (list.isFetchingNextPage)
    return (
      <div className="grid-foot" aria-live="polite">
        Reading more {what}
      </div>
    );
  if (!list.isError) return null;
  const retry = () => void (list.isFetchNextPageError ? list.fetchNextPage() : list.refetch());
  const { code, says } = explain(list.error);
  return (
    <div className="grid-foot" role="alert">
      <span>
        {list.isFetchNextPageError ? `More ${what} could not be read.` : `The ${what} could not be read anew.`} {says}
      </span>
      <span className="mono">{code}</span>
      <button type="button" className="link" onClick={retry}>
        Try again
      </button>
    </div>
  );
}

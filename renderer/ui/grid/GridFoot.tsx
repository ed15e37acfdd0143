import { explain } from "../../app/explain.ts";

interface Pages {
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  readonly error: unknown;
  readonly fetchNextPage: () => Promise<unknown>;
}

/** Below the last row: that more is being read, or that it could not be. Nothing where all is there. */
export function GridFoot({ list, what }: { readonly list: Pages; readonly what: string }) {
  if (list.isFetchingNextPage)
    return (
      <div className="grid-foot" aria-live="polite">
        Reading more {what}
      </div>
    );
  if (!list.isFetchNextPageError) return null;
  const { code, says } = explain(list.error);
  return (
    <div className="grid-foot" role="alert">
      <span>
        More {what} could not be read. {says}
      </span>
      <span className="mono">{code}</span>
      <button type="button" className="link" onClick={() => void list.fetchNextPage()}>
        Try again
      </button>
    </div>
  );
}

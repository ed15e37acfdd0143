import { Button } from "@mantine/core";
import { IconAlertTriangleFilled, IconCircleXFilled, IconRefresh } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { explain } from "../app/explain.ts";
import type { GridColumn } from "./grid/features.ts";
import { Prose } from "./Id.tsx";

const ROWS = 12;

/** Skeleton rows in a table's real columns. Nothing is to be seen for the first 150 ms. */
export function Loading<T extends object>(props: {
  /** The table's own class and columns. */
  readonly className: string;
  readonly columns: readonly GridColumn<T>[];
  readonly rowHeight: number;
}) {
  const { className, columns, rowHeight } = props;
  return (
    <div className={`loading ${className}`} aria-live="polite" aria-busy>
      <span className="unseen">Reading</span>
      {Array.from({ length: ROWS }, (_, row) => (
        <div key={row} className="grid-cols loading-row" style={{ height: rowHeight }} aria-hidden>
          {columns.map(({ id, meta }, column) => (
            <span key={id} className={meta?.className}>
              <span className="bone" style={{ width: `${48 + ((row * 7 + column * 23) % 45)}%` }} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}

/** Lines of a text that is not there yet, for a pane. */
export function LoadingText({ lines = 8 }: { readonly lines?: number }) {
  return (
    <div className="loading loading-text" aria-live="polite" aria-busy>
      <span className="unseen">Reading</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="bone" style={{ width: `${40 + ((line * 37) % 55)}%` }} />
      ))}
    </div>
  );
}

/** Says what would be here. `mark` is what proves a good nothing; `children` may offer a way on. */
export function Empty(props: {
  readonly title: string;
  readonly says: string;
  readonly mark?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <div className="nothing">
      {props.mark}
      <h2>{props.title}</h2>
      <p className="text2">{props.says}</p>
      {props.children}
    </div>
  );
}

/** A query that failed: never shown as empty. `what` is what could not be read, `kept` what is safe nonetheless. */
export function Failed(props: {
  readonly what: string;
  readonly error: unknown;
  readonly kept?: string;
  readonly onRetry: () => void;
  readonly busy?: boolean;
}) {
  const { code, says } = explain(props.error);
  return (
    <div className="nothing" role="alert">
      <IconCircleXFilled size={20} className="glyph" data-tone="bad" aria-hidden />
      <h2>{props.what} could not be read</h2>
      <p className="text2">
        <Prose>{says}</Prose> {props.kept ?? "Nothing is lost."}
      </p>
      <p className="mono text3">{code}</p>
      <Button leftSection={<IconRefresh size={14} />} loading={props.busy ?? false} onClick={props.onRetry}>
        Try again
      </Button>
    </div>
  );
}

/** A strip above what is the last that was known. */
export function Stale(props: {
  readonly children: ReactNode;
  readonly act?: { readonly label: string; readonly run: () => void; readonly busy: boolean };
}) {
  const { act } = props;
  return (
    <div className="stale" aria-live="polite">
      <IconAlertTriangleFilled size={14} className="glyph" data-tone="warn" aria-hidden />
      <p className="grow">{props.children}</p>
      {act && (
        <button type="button" className="link" disabled={act.busy} onClick={act.run}>
          {act.label}
        </button>
      )}
    </div>
  );
}

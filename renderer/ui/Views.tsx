import type { ReactNode } from "react";
import type { StatusTone } from "../app/theme.ts";

export interface View<V extends string> {
  readonly view: V;
  readonly name: string;
  /** Wears a tone while anything is in it. */
  readonly tone?: StatusTone;
}

/** Saved views of a table with their counts; a count that is not known yet is not shown. */
export function Views<V extends string>(props: {
  readonly label: string;
  readonly views: readonly View<V>[];
  readonly counts: Readonly<Record<V, number>> | undefined;
  /** Null where what is shown is none of them. */
  readonly active: V | null;
  readonly onChoose: (view: V) => void;
  /** What stands after them. */
  readonly children?: ReactNode;
}) {
  const { counts } = props;
  return (
    <nav className="views" aria-label={props.label}>
      {props.views.map(({ view, name, tone }) => (
        <button
          key={view}
          type="button"
          aria-current={view === props.active ? "true" : undefined}
          onClick={() => props.onChoose(view)}
        >
          {name}
          {counts && (
            <span className="views-count num" data-tone={counts[view] > 0 ? tone : undefined}>
              {counts[view].toLocaleString("en-US")}
            </span>
          )}
        </button>
      ))}
      {props.children}
    </nav>
  );
}

import { IconAlertTriangleFilled } from "@tabler/icons-react";
import { type ReactNode, useCallback, useId, useMemo } from "react";
import type { QueryProblem } from "../../shared/contract/event-query.ts";
import type { EventRow } from "../../shared/contract/event-rows.ts";
import { eventSources, type EventsSearch } from "../app/search.ts";
import { FilterMenu } from "../ui/FilterMenu.tsx";
import { ReplayManyButton } from "./acts/ReplayMany.tsx";
import { sourceWords } from "./columns.tsx";
import { QueryField } from "./QueryField.tsx";

const SOURCES = eventSources.map((source) => {
  const { name, icon: Icon } = sourceWords[source];
  return { value: source, name, mark: <Icon size={14} aria-hidden /> };
});

/** What narrows the table, what of it can't be understood, and what can be done with all that it then shows. */
export function EventFilters(props: {
  readonly search: EventsSearch;
  readonly rows: readonly EventRow[];
  readonly problems: readonly QueryProblem[];
  readonly narrow: (by: EventsSearch) => void;
  readonly children: ReactNode;
}) {
  const { search, rows, problems, narrow } = props;
  const id = useId();
  const onQuery = useCallback((q: string) => narrow({ q: q === "" ? undefined : q }), [narrow]);
  const types = useMemo(() => [...new Set(rows.flatMap(({ type }) => type ?? []))], [rows]);
  return (
    <>
      <search className="filters">
        <QueryField value={search.q ?? ""} onChange={onQuery} types={types} problem={problems.length > 0 ? id : null} />
        <FilterMenu
          name="Source"
          any="Any source"
          choices={SOURCES}
          value={search.source}
          onChoose={(source) => narrow({ source })}
        />
        <ReplayManyButton search={search} />
        {props.children}
      </search>
      <output id={id} className={problems.length > 0 ? "query-problems" : undefined}>
        {problems.map(({ word, says }) => (
          <span key={word} className="line">
            <IconAlertTriangleFilled size={13} className="glyph" data-tone="warn" aria-hidden />
            <span className="clip" title={says}>
              {says} <span className="text3">It narrows nothing.</span>
            </span>
          </span>
        ))}
      </output>
    </>
  );
}

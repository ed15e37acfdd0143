import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type ReactNode, useMemo, useState } from "react";
import { Copy } from "./Copy.tsx";
import { JsonTree } from "./JsonTree.tsx";
import { type JsonLine, jsonLines, linesWith, parseJson } from "./json-lines.ts";

const NONE: readonly string[] = [];

/** JSON as numbered lines, so that a colleague can be told where to look: to fold, to search, to copy. */
export function Json(props: {
  readonly text: string;
  /** Names whose lines are marked. */
  readonly hot?: readonly string[];
  /** Stands in the bar beside the search. */
  readonly aside?: ReactNode;
}) {
  const { text, hot = NONE, aside } = props;
  const value = useMemo(() => parseJson(text), [text]);
  const lines = useMemo(() => (value === undefined ? [] : jsonLines(value)), [value]);
  const search = useSearch(lines);
  if (value === undefined)
    return (
      <>
        {aside !== undefined && <div className="line json-bar">{aside}</div>}
        <pre className="raw">{text}</pre>
      </>
    );
  return (
    <>
      <Bar search={search} text={text} aside={aside} />
      <JsonTree value={value} lines={lines} hot={hot} found={search.found} here={search.here} />
    </>
  );
}

/** What is searched for, where it stands, and which of the places is looked at. */
function useSearch(lines: readonly JsonLine[]) {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const found = useMemo(() => (query.trim() === "" ? null : linesWith(lines, query)), [lines, query]);
  const count = found?.length ?? 0;
  const turn = count === 0 ? 0 : (at + count) % count;
  const onType = (typed: string) => {
    setQuery(typed);
    setAt(0);
  };
  const says = count === 0 ? "not there" : `${turn + 1} of ${count}`;
  const onStep = (by: number) => setAt(turn + by);
  return { query, found, here: found?.[turn], says: found === null ? "" : says, onType, onStep };
}

function Bar(props: {
  readonly search: ReturnType<typeof useSearch>;
  readonly text: string;
  readonly aside: ReactNode;
}) {
  const { search } = props;
  return (
    <div className="line json-bar">
      <TextInput
        size="xs"
        className="grow"
        aria-label="Search this text"
        placeholder="Search"
        value={search.query}
        leftSection={<IconSearch size={13} aria-hidden />}
        onChange={(event) => search.onType(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") search.onStep(event.shiftKey ? -1 : 1);
          if (event.key !== "Escape" || search.query === "") return;
          event.preventDefault();
          search.onType("");
        }}
      />
      <span className="small text3 num" aria-live="polite">
        {search.says}
      </span>
      {props.aside}
      <Copy value={props.text} what="Copy all of it" />
    </div>
  );
}

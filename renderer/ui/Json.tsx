import { TextInput } from "@mantine/core";
import { IconChevronDown, IconChevronRight, IconSearch } from "@tabler/icons-react";
import { memo, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Copy } from "./Copy.tsx";
import { type JsonLine, jsonLines, linesWith, parseJson, unfolded } from "./json-lines.ts";

/** More lines than anybody reads; beyond them, the copy has it all. */
const AT_MOST = 4000;
const NONE: readonly string[] = [];
const OPEN: ReadonlySet<number> = new Set();

interface LineProps {
  readonly line: JsonLine;
  readonly no: number;
  readonly folded: boolean;
  readonly mark: "found" | "here" | "hot" | null;
  readonly onFold: (no: number) => void;
}

const Line = memo(function Line({ line, no, folded, mark, onFold }: LineProps) {
  const Chevron = folded ? IconChevronRight : IconChevronDown;
  return (
    <div className="json-line" data-no={no} data-mark={mark ?? undefined}>
      <span className="json-no">{no + 1}</span>
      {line.end === undefined ? (
        <span className="json-fold" />
      ) : (
        <button
          type="button"
          className="json-fold"
          aria-expanded={!folded}
          aria-label={`${line.name ?? "line"} ${no + 1}`}
          onClick={() => onFold(no)}
        >
          <Chevron size={12} aria-hidden />
        </button>
      )}
      <span className="json-text" style={{ paddingLeft: line.depth * 14 }}>
        {line.name !== null && <span className="json-name">{line.name}: </span>}
        <span className={`json-${line.kind}`}>{line.text}</span>
        {folded && <span className="json-close"> … </span>}
        {line.comma && <span className="json-close">,</span>}
      </span>
    </div>
  );
});

/** JSON as numbered lines, so that a colleague can be told where to look: to fold, to search, to copy. */
export function Json({ text, hot = NONE }: { readonly text: string; readonly hot?: readonly string[] }) {
  const value = useMemo(() => parseJson(text), [text]);
  if (value === undefined) return <pre className="raw">{text}</pre>;
  return <Tree text={text} value={value} hot={hot} />;
}

/** Which lines are closed, and how to close or open one. */
function useFolded(): readonly [ReadonlySet<number>, (no: number) => void] {
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const onFold = useCallback((no: number) => {
    setFolded((before) => {
      const after = new Set(before);
      if (!after.delete(no)) after.add(no);
      return after;
    });
  }, []);
  return [folded, onFold];
}

/** What is searched for, where it stands, and which of the places is looked at. */
function useSearch(lines: readonly JsonLine[]) {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const found = useMemo(() => linesWith(lines, query), [lines, query]);
  const turn = found.length === 0 ? 0 : at % found.length;
  const onType = (typed: string) => {
    setQuery(typed);
    setAt(0);
  };
  const says = found.length === 0 ? "not there" : `${turn + 1} of ${found.length}`;
  return { query, found, here: found[turn], says: query === "" ? "" : says, onType, onNext: () => setAt(turn + 1) };
}

function Bar({ search, text }: { readonly search: ReturnType<typeof useSearch>; readonly text: string }) {
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
        onKeyDown={(event) => event.key === "Enter" && search.onNext()}
      />
      <span className="small text3 num" aria-live="polite">
        {search.says}
      </span>
      <Copy value={text} what="Copy all of it" />
    </div>
  );
}

function Tree({
  text,
  value,
  hot,
}: {
  readonly text: string;
  readonly value: unknown;
  readonly hot: readonly string[];
}) {
  const lines = useMemo(() => jsonLines(value), [value]);
  const [folded, onFold] = useFolded();
  const search = useSearch(lines);
  const { found, here } = search;
  // A search looks into what is folded: all is open while it lasts.
  const closed = search.query === "" ? folded : OPEN;
  const seen = useMemo(() => unfolded(lines, closed).slice(0, AT_MOST), [lines, closed]);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (here !== undefined) body.current?.querySelector(`[data-no="${here}"]`)?.scrollIntoView({ block: "center" });
  }, [here]);
  const hits = new Set(found);
  const markOf = (no: number) => {
    if (no === here) return "here";
    if (hits.has(no)) return "found";
    return hot.includes(lines[no]?.name ?? "") ? "hot" : null;
  };
  return (
    <>
      <Bar search={search} text={text} />
      <div ref={body} className="json">
        {seen.map((no) => {
          const line = lines[no];
          if (line === undefined) return null;
          return <Line key={no} line={line} no={no} folded={closed.has(no)} mark={markOf(no)} onFold={onFold} />;
        })}
      </div>
      {seen.length === AT_MOST && <p className="pane-none">Shown as far as line {AT_MOST}. A copy has all of it.</p>}
    </>
  );
}

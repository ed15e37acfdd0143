import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { type KeyboardEvent, memo, type MouseEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { Copy } from "./Copy.tsx";
import { copyText } from "./use-copied.ts";
import { type JsonLine, type LineMove, movedLine, pathText, unfolded, valueText } from "./json-lines.ts";

/** More lines than anybody reads; beyond them, the copy has it all. */
const AT_MOST = 4000;
const OPEN: ReadonlySet<number> = new Set();
const MOVES: Readonly<Record<string, LineMove>> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  Home: "first",
  End: "last",
};

export interface JsonTreeProps {
  readonly value: unknown;
  readonly lines: readonly JsonLine[];
  readonly hot: readonly string[];
  /** The lines that a search found, and the one that is looked at; null while nothing is searched for. */
  readonly found: readonly number[] | null;
  readonly here: number | undefined;
}

/** The lines of a value as a tree: arrows walk and fold it, and what is chosen tells its path and can be copied. */
export function JsonTree({ value, lines, hot, found, here }: JsonTreeProps) {
  const id = useId();
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const [chosen, setChosen] = useState<number | null>(null);
  // A search looks into what is folded: all is open while it lasts.
  const closed = found === null ? folded : OPEN;
  const seen = useMemo(() => unfolded(lines, closed).slice(0, AT_MOST), [lines, closed]);
  const body = useRef<HTMLDivElement>(null);
  const looked = here ?? chosen;
  useEffect(() => {
    if (here !== undefined) lineIn(body.current, here)?.scrollIntoView({ block: "center" });
  }, [here]);
  useEffect(() => {
    if (chosen !== null) lineIn(body.current, chosen)?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const fold = (no: number, shut: boolean) => setFolded((before) => withLine(before, no, shut));
  const hits = new Set(found);
  const markOf = (no: number): LineProps["mark"] => {
    if (no === here) return "here";
    if (hits.has(no)) return "found";
    return hot.includes(lines[no]?.name ?? "") ? "hot" : null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = keyed(event, { lines, seen, closed, chosen, value, fold });
    if (to === undefined) return;
    event.preventDefault();
    setChosen(to);
  };
  const onClick = ({ target }: MouseEvent) => {
    const no = numberOf(target);
    if (no === null || !(target instanceof Element)) return;
    if (target.closest(".json-fold") !== null && lines[no]?.end !== undefined) fold(no, !closed.has(no));
    else if (window.getSelection()?.isCollapsed !== false) setChosen(no);
  };
  const path = looked === null ? null : (lines[looked]?.path ?? null);
  return (
    <>
      <div
        ref={body}
        className="json"
        role="tree"
        tabIndex={0}
        aria-label="JSON"
        aria-activedescendant={chosen === null || !seen.includes(chosen) ? undefined : `${id}${chosen}`}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        {seen.map((no) => {
          const line = lines[no];
          if (line === undefined) return null;
          const state = { folded: closed.has(no), mark: markOf(no), chosen: no === chosen };
          return <Line key={no} id={`${id}${no}`} line={line} no={no} {...state} />;
        })}
      </div>
      {seen.length === AT_MOST && <p className="pane-none">Shown as far as line {AT_MOST}. A copy has all of it.</p>}
      {path !== null && path.length > 0 && <Chosen path={pathText(path)} value={valueText(value, path)} />}
    </>
  );
}

/** Where the chosen line stands, and what can be taken from it. */
function Chosen({ path, value }: { readonly path: string; readonly value: string }) {
  return (
    <div className="line json-chosen">
      <span className="grow clip mono" title={path}>
        {path}
      </span>
      <Copy value={path} what="Copy path" text="Path" />
      <Copy value={value} what="Copy value" text="Value" />
    </div>
  );
}

interface LineProps {
  readonly id: string;
  readonly line: JsonLine;
  readonly no: number;
  readonly folded: boolean;
  readonly chosen: boolean;
  readonly mark: "found" | "here" | "hot" | null;
}

const Line = memo(function Line({ id, line, no, folded, chosen, mark }: LineProps) {
  const Chevron = folded ? IconChevronRight : IconChevronDown;
  const opens = line.end !== undefined;
  const item =
    line.kind === "close"
      ? { "aria-hidden": true }
      : {
          role: "treeitem",
          "aria-level": line.depth + 1,
          "aria-selected": chosen,
          "aria-expanded": opens ? !folded : undefined,
        };
  return (
    <div id={id} className="json-line" data-no={no} data-mark={mark ?? undefined} {...item}>
      <span className="json-no" aria-hidden>
        {no + 1}
      </span>
      <span className="json-fold" aria-hidden>
        {opens && <Chevron size={12} />}
      </span>
      <span className="json-text" style={{ paddingLeft: line.depth * 14 }}>
        {line.name !== null && <span className="json-name">{line.name}: </span>}
        <span className={`json-${line.kind}`}>{line.text}</span>
        {folded && <span className="json-close"> … </span>}
        {line.comma && <span className="json-close">,</span>}
      </span>
    </div>
  );
});

interface Walk extends Pick<JsonTreeProps, "lines" | "value"> {
  readonly seen: readonly number[];
  readonly closed: ReadonlySet<number>;
  readonly chosen: number | null;
  readonly fold: (no: number, shut: boolean) => void;
}

/** The line that a key leads to; undefined for a key that means nothing here. */
function keyed(event: KeyboardEvent, { lines, seen, closed, chosen, value, fold }: Walk): number | undefined {
  const { key } = event;
  const line = chosen === null ? undefined : lines[chosen];
  if ((event.ctrlKey || event.metaKey) && key === "c" && line && window.getSelection()?.isCollapsed !== false) {
    void copyText(valueText(value, line.path));
    return chosen ?? undefined;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const move = MOVES[key];
  if (move !== undefined) return movedLine(lines, seen, chosen, move);
  if (chosen === null || line === undefined || (key !== "ArrowLeft" && key !== "ArrowRight")) return undefined;
  const opens = line.end !== undefined;
  if (key === "ArrowLeft" && (!opens || closed.has(chosen))) return movedLine(lines, seen, chosen, "out");
  if (key === "ArrowRight" && (!opens || !closed.has(chosen))) return movedLine(lines, seen, chosen, "next");
  fold(chosen, key === "ArrowLeft");
  return chosen;
}

function withLine(lines: ReadonlySet<number>, no: number, inside: boolean): ReadonlySet<number> {
  const after = new Set(lines);
  if (inside) after.add(no);
  else after.delete(no);
  return after;
}

const lineIn = (body: HTMLElement | null, no: number) => body?.querySelector(`[data-no="${no}"]`);

function numberOf(target: EventTarget): number | null {
  const no = target instanceof Element ? target.closest<HTMLElement>("[data-no]")?.dataset["no"] : undefined;
  return no === undefined ? null : Number(no);
}

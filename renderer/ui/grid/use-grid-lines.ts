import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { HEAD_HEIGHT } from "./grid-parts.tsx";
import { gridItems, type Section } from "./grid-items.ts";
import { useLineWindow } from "./virtual.ts";

const TITLE_HEIGHT = 29;
/** So many lines before the end of what is there, more is asked for. */
const AHEAD = 20;

export interface LinesOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly grid: RefObject<HTMLElement | null>;
  readonly sections: readonly Section[];
  readonly rowHeight: number;
  readonly onNearEnd: (() => void) | undefined;
}

/** The table's lines, those of them that can be seen, and how to bring one into view. */
export function useGridLines({ scroller, grid, sections, rowHeight, onNearEnd }: LinesOptions) {
  const items = useMemo(() => gridItems(sections), [sections]);
  const virtual = useLineWindow({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => items[index]?.key ?? index,
    estimateSize: (index) => (items[index]?.kind === "title" ? TITLE_HEIGHT : rowHeight),
    overscan: 8,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const near = items.length > 0 && last >= items.length - AHEAD;
  useEffect(() => {
    if (near) onNearEnd?.();
  }, [near, onNearEnd]);
  useKeptFocus(grid);
  const reveal = (key: string) => {
    const index = items.findIndex((item) => item.key === key);
    if (index >= 0) virtual.scrollToIndex(index);
  };
  return { items, shown, height: virtual.getTotalSize(), reveal };
}

/** A focused link whose row scrolls out of existence would drop the focus to the body: the grid takes it instead. */
function useKeptFocus(grid: RefObject<HTMLElement | null>): void {
  const inside = useRef(false);
  useEffect(() => {
    const note = () => {
      inside.current = grid.current?.contains(document.activeElement) ?? false;
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, [grid]);
  useLayoutEffect(() => {
    if (inside.current && document.activeElement === document.body) grid.current?.focus({ preventScroll: true });
  });
}

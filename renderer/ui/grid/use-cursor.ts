import { type KeyboardEvent, type RefObject, useState } from "react";
import { useKeys } from "../../app/keys/keys.ts";
import { type Move, moved } from "./grid-items.ts";

export interface CursorOptions {
  readonly grid: RefObject<HTMLElement | null>;
  readonly rowIds: readonly string[];
  /** The row whose pane is open; the pane follows the cursor. */
  readonly openId: string | null;
  readonly onMove: (id: string) => void;
  /** Told on every move, whether a pane is open or not. */
  readonly onCursor?: (() => void) | undefined;
  readonly onEnter: (id: string) => void;
  readonly onMark?: ((id: string) => void) | undefined;
  readonly onMarkTo?: ((id: string) => void) | undefined;
  readonly reveal: (id: string) => void;
}

const MOVES: Readonly<Record<string, Move>> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  Home: "first",
  End: "last",
  PageDown: "page-down",
  PageUp: "page-up",
};

/** The row that the keys act on. The grid keeps the focus; the row is its active descendant. */
export function useCursor(options: CursorOptions) {
  const { grid, rowIds, openId, onMove, onEnter, reveal } = options;
  const [cursor, setCursor] = useState(openId);
  const [lastOpen, setLastOpen] = useState(openId);
  if (openId !== lastOpen) {
    setLastOpen(openId);
    if (openId !== null) setCursor(openId);
  }

  const go = (move: Move) => {
    const next = moved(rowIds, cursor, move);
    if (next === null) return false;
    setCursor(next);
    options.onCursor?.();
    reveal(next);
    grid.current?.focus({ preventScroll: true });
    if (openId !== null && next !== openId) onMove(next);
    return true;
  };
  /** Arrows elsewhere scroll or choose; they are the table's when it has the focus, or nothing has. */
  const free = () => document.activeElement === document.body || document.activeElement === grid.current;
  useKeys({
    j: () => go("next"),
    k: () => go("previous"),
    ArrowDown: () => free() && go("next"),
    ArrowUp: () => free() && go("previous"),
    Enter: () => {
      if (cursor === null || !free()) return false;
      onEnter(cursor);
      return true;
    },
    x: ({ shiftKey }) => {
      const mark = shiftKey ? options.onMarkTo : options.onMark;
      if (cursor === null || mark === undefined) return false;
      mark(cursor);
      return true;
    },
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (move === undefined || event.key.startsWith("Arrow") || event.target !== grid.current) return;
    if (go(move)) event.preventDefault();
  };
  return { cursor, setCursor, onKeyDown };
}

import { useCallback, useMemo, useState } from "react";

/** A row's place in a table: which row, in which section. */
export interface Place {
  readonly id: string;
  readonly section: string;
}

export interface Held {
  readonly places: readonly Place[];
  /** Rows that came in above what is shown, and wait to be asked for. */
  readonly waiting: number;
}

const same = (a: readonly Place[], b: readonly Place[]): boolean =>
  a.length === b.length && a.every(({ id, section }, at) => id === b[at]?.id && section === b[at].section);

/**
 * Where rows stand when the table must not move: those that are shown keep place and section, those that left the answer
 * go, those that come after the last are appended, all other new ones wait. Same places are the same array.
 */
export function holdRows(shown: readonly Place[], fresh: readonly Place[]): Held {
  const at = new Map(fresh.map(({ id }, index) => [id, index]));
  const kept = shown.filter(({ id }) => at.has(id));
  if (kept.length === 0) return { places: fresh, waiting: 0 };
  const keptIds = new Set(kept.map(({ id }) => id));
  const last = Math.max(...kept.map(({ id }) => at.get(id) ?? 0));
  const added = fresh.filter(({ id }) => !keptIds.has(id));
  const places = [...kept, ...added.filter(({ id }) => (at.get(id) ?? 0) > last)];
  return { places: same(places, shown) ? shown : places, waiting: fresh.length - places.length };
}

/**
 * The places to draw now. While `hold` is true rows keep theirs; `release` gives the fresh order once. `question` names what
 * was asked for: a new question shows its answer as it is.
 */
export function useHeldRows(fresh: readonly Place[], question: string, hold: boolean): Held & { release: () => void } {
  const [held, setHeld] = useState<{ readonly question: string; readonly places: readonly Place[] }>({
    question,
    places: fresh,
  });
  const now = useMemo<Held>(() => {
    if (hold && held.question === question) return holdRows(held.places, fresh);
    return { places: same(held.places, fresh) ? held.places : fresh, waiting: 0 };
  }, [fresh, held, hold, question]);
  if (now.places !== held.places || question !== held.question) setHeld({ question, places: now.places });
  const release = useCallback(() => setHeld({ question, places: [] }), [question]);
  return { ...now, release };
}

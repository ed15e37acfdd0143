import { useEffect, useLayoutEffect, useRef } from "react";
import { useConsole } from "../store.ts";
import { nextKey, type Pressed } from "./sequence.ts";

/** What keys do, by name (`n`, `/`, `g o`, `Escape`, `ArrowDown`, ` `). One that returns false leaves the key alone. */
export type Bindings = Readonly<Record<string, (event: KeyboardEvent) => boolean | void>>;

/** Whose keys: the page's sleep while a dialog stands over it. */
export type Layer = "page" | "dialog";

interface Entry {
  current: Bindings;
  readonly layer: Layer;
}

/** The latest mounted comes first: a pane's keys win over its page's, a page's over the shell's. */
const stack: Entry[] = [];
let pending: Pressed["pending"] = null;

const TYPES = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable=true]";
const MENUS = "[role=menu], [role=listbox]";

/** Where keys mean letters, or belong to an open menu. */
function isTaken(target: EventTarget | null): boolean {
  return (target instanceof Element && target.matches(TYPES)) || document.querySelector(MENUS) !== null;
}

/** Enter and Space belong to a button or a link that has the focus. */
const isPressable = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches("button, a, summary, input, [role=tab]");

const isLetter = (key: string): boolean => key.length === 1 && key !== " ";

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
  if ((event.key === "Enter" || event.key === " ") && isPressable(event.target)) return;
  if (isLetter(event.key) && !useConsole.getState().letterKeys) return;
  const { name, pending: next } = nextKey(event.key, event.timeStamp, pending);
  pending = next;
  if (name === null) return;
  const layer: Layer = document.querySelector("[role=dialog]") === null ? "page" : "dialog";
  for (const bindings of stack.toReversed()) {
    const run = bindings.layer === layer ? bindings.current[name] : undefined;
    if (run === undefined || run(event) === false) continue;
    event.preventDefault();
    return;
  }
}

/**
 * Listens for the page's keys from now on; before anybody else, so that what a menu closes with Esc is still open when it
 * is decided whose Esc that was.
 */
export const startKeys = (): void => window.addEventListener("keydown", press, true);

/** Gives keys a meaning while the component is there. They sleep in fields and under menus. */
export function useKeys(bindings: Bindings, layer: Layer = "page"): void {
  const held = useRef<Entry>({ current: bindings, layer });
  // With the commit, not after the paint: a key that is pressed in between would act on what was shown before.
  useLayoutEffect(() => {
    held.current.current = bindings;
  });
  useEffect(() => {
    const entry = held.current;
    stack.push(entry);
    return () => void stack.splice(stack.indexOf(entry), 1);
  }, []);
}

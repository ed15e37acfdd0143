import { type FocusEvent, useEffect, useRef } from "react";

/**
 * For a group whose buttons come and go: whoever pressed one that is gone has the focus on the first that is there
 * instead, and not on nothing.
 */
export function useKeptFocus() {
  const ref = useRef<HTMLDivElement>(null);
  const isInside = useRef(false);
  useEffect(() => {
    if (isInside.current && document.activeElement === document.body) ref.current?.querySelector("button")?.focus();
  });
  return {
    ref,
    onFocus: () => (isInside.current = true),
    // The browser says nothing of one that was removed; what moved elsewhere says where to.
    onBlur: ({ relatedTarget }: FocusEvent) => (isInside.current = relatedTarget === null && isInside.current),
  };
}

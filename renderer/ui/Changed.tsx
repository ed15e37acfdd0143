import { type ReactNode, useState } from "react";

/** Tints what it holds for a moment whenever `value` becomes another, so that a change in a table is seen. */
export function Changed({ value, children }: { readonly value: string; readonly children: ReactNode }) {
  const [seen, setSeen] = useState({ value, times: 0 });
  if (value !== seen.value) setSeen({ value, times: seen.times + 1 });
  return (
    <span key={seen.times} className={seen.times > 0 ? "line changed" : "line"}>
      {children}
    </span>
  );
}

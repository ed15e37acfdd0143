import type { ReactNode } from "react";
import type { StatusTone } from "../app/theme.ts";

/** A word or two on a tint, for what is no state of its own. */
export function Tag({ tone, children }: { readonly tone?: StatusTone; readonly children: ReactNode }) {
  return (
    <span className="tag" data-tone={tone}>
      {children}
    </span>
  );
}

import { IconAlertTriangleFilled } from "@tabler/icons-react";
import type { Explanation } from "../app/explain.ts";
import { Prose } from "./Id.tsx";
import "./refusal.css";

/** Why something is not done, said aloud as soon as it is known. */
export function Refusal({ of }: { readonly of: Explanation | null }) {
  return (
    <div role="alert">
      {of && (
        <p className="refusal">
          <IconAlertTriangleFilled size={14} className="glyph" data-tone="bad" aria-hidden />
          <span>
            <Prose>{of.says}</Prose> <span className="mono text2">{of.code}</span>
          </span>
        </p>
      )}
    </div>
  );
}

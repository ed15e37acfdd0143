import { IconAlertTriangleFilled } from "@tabler/icons-react";
import type { Explanation } from "../app/explain.ts";
import { Prose } from "../ui/Id.tsx";

/** Why there is no report. */
export function DoctorsRefusal({ of }: { readonly of: Explanation | null }) {
  return (
    <div role="alert">
      {of && (
        <p className="new-refusal">
          <IconAlertTriangleFilled size={14} className="glyph" data-tone="bad" aria-hidden />
          <span>
            <Prose>{of.says}</Prose> <span className="mono text2">{of.code}</span>
          </span>
        </p>
      )}
    </div>
  );
}

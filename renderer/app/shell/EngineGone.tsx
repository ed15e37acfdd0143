import { IconPlugConnectedX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useConnection } from "../engine/connection.ts";

/** A line that is back this soon was never missed. */
const PATIENCE_MS = 600;

const SAYS = {
  connecting: ["No engine answers yet", "The console goes on trying. Start Waybill if it does not run."],
  gone: ["The engine restarts", "Nothing was lost: what came in is in the journal, and work goes on where it stood."],
} as const;

/** Which of the two it is, once it has lasted; null while an engine answers. */
export function useGone(): keyof typeof SAYS | null {
  const phase = useConnection((state) => state.phase);
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (phase === "open") return;
    const timer = setTimeout(() => setLasting(true), phase === "connecting" ? 3 * PATIENCE_MS : PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [phase]);
  return phase !== "open" && lasting ? phase : null;
}

/**
 * The strip that stands above the content while no engine answers; the content's own title is out of reach then. Its
 * region stands there always, or the strip would go unread.
 */
export function EngineGone({ gone }: { readonly gone: keyof typeof SAYS | null }) {
  return (
    <div role="alert" className="gone-region">
      {gone !== null && (
        <div className="gone">
          <IconPlugConnectedX size={15} className="glyph" data-tone="warn" aria-hidden />
          <h1>{SAYS[gone][0]}</h1>
          <p>{SAYS[gone][1]}</p>
        </div>
      )}
    </div>
  );
}

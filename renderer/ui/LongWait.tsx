import { useEffect, useState } from "react";

/** How long an act may take before somebody wants to know what it waits for. */
const LONG_MS = 10_000;

/** Says what is being waited for once an act takes longer than ten seconds. */
export function LongWait({ busy, says }: { readonly busy: boolean; readonly says: string }) {
  return (
    <p className="small text3" aria-live="polite">
      {busy && <Late says={says} />}
    </p>
  );
}

function Late({ says }: { readonly says: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  return late ? says : null;
}

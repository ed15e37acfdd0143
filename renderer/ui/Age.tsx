import { useClock } from "../app/clock.ts";
import { formatAgo, formatSpan } from "./age.ts";
import { fullTime } from "./moment.ts";

/** How long ago something was, kept current: `38 min`, with `ago` `38 min ago`. The whole time is its tooltip. */
export function Age({ at, ago = false }: { readonly at: number; readonly ago?: boolean }) {
  const text = useClock((now) => (ago ? formatAgo(at, now) : formatSpan(now - at)));
  return (
    <time className="num" dateTime={new Date(at).toISOString()} title={fullTime(at)}>
      {text}
    </time>
  );
}

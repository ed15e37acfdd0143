/** How many refusals are written out, each with its body: so many at once, and so many a minute from then on. */
const BURST = 120;
const PER_MINUTE = 60;

/** Whether one more refused request is written out in full, or only counted. */
export type TakeRefusal = (now: number) => "written" | "counted";

/** A token bucket, so that a stranger who posts without end fills neither the disk nor the processor. */
export function refusalLimit(): TakeRefusal {
  let tokens = BURST;
  let filledAt = -Infinity;
  return (now) => {
    const since = Math.max(0, now - filledAt); // a clock that was set back gives nothing
    tokens = Math.min(BURST, tokens + (since / 60_000) * PER_MINUTE);
    filledAt = now;
    if (tokens < 1) return "counted";
    tokens -= 1;
    return "written";
  };
}

import type { JourneyStop } from "../../shared/contract/event-detail.ts";
import { exactTime, fullTime } from "../ui/moment.ts";

/** An event's way in, stop by stop: what the engine notes of each, such as how long it took after the one before. */
export function Journey({ stops }: { readonly stops: readonly JourneyStop[] }) {
  if (stops.length === 0) return null;
  return (
    <ol
      className="journey"
      aria-label="How it got here"
      style={{ gridTemplateColumns: `repeat(${stops.length}, auto)` }}
    >
      {stops.map(({ name, at, note }) => (
        <li key={`${name} ${at}`}>
          <span className="journey-name">{name}</span>
          <span className="mono text2" title={fullTime(at)}>
            {exactTime(at)}
          </span>
          <span className="text3">{note}</span>
        </li>
      ))}
    </ol>
  );
}

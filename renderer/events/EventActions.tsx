import type { EventDetail } from "../../shared/contract/event-detail.ts";
import { SameObject } from "./SameObject.tsx";

/** What can be done from an event: the acts come first, the way to its neighbours last. */
export function EventActions({ event }: { readonly event: EventDetail }) {
  if (event.sameObject === null) return null;
  return (
    <div className="pane-acts">
      <SameObject event={event} />
    </div>
  );
}

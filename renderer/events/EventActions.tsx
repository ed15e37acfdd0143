import type { EventDetail } from "../../shared/contract/event-detail.ts";
import { EventActs } from "./acts/EventActs.tsx";

/** What can be done from an event. */
export function EventActions({ event }: { readonly event: EventDetail }) {
  if (event.more > 0) return null; // a flood of refusals has nothing that could be done again
  return (
    <div className="pane-acts">
      <EventActs event={event} />
    </div>
  );
}

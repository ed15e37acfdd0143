import { IconChecks } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { EventDetail } from "../../../shared/contract/event-detail.ts";
import { rpc } from "../../app/engine/rpc.ts";
import { Age } from "../../ui/Age.tsx";
import "./acts.css";

/** Who dealt with an arrival, and how; nothing where nobody has. */
export function EventPast({ event }: { readonly event: EventDetail }) {
  const { data } = useQuery(rpc.eventActs.standing.queryOptions({ input: { id: event.id } }));
  if (!data?.handled) return null;
  const { by, at, note } = data.handled;
  return (
    <p className="event-handled">
      <IconChecks size={14} aria-hidden />
      <span>
        Handled by {by} <Age at={at} ago />: {note}
      </span>
    </p>
  );
}

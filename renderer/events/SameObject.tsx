import { ActionIcon, Tooltip } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { EventDetail } from "../../shared/contract/event-detail.ts";
import { useKeys } from "../app/keys/keys.ts";

/** Leads to the events before and after about the same object, also by comma and full stop. */
export function SameObject({ event }: { readonly event: EventDetail }) {
  const { sameObject } = event;
  const navigate = useNavigate({ from: "/events" });
  const go = (to: number | null | undefined) => {
    if (typeof to !== "number") return false;
    void navigate({ search: (now) => ({ ...now, event: to }) });
    return true;
  };
  useKeys({ ",": () => go(sameObject?.previous), ".": () => go(sameObject?.next) });
  if (sameObject === null) return null;
  const { position, total, previous, next } = sameObject;
  return (
    <div className="line same-object">
      <Step name="Previous event of this object" sign="," to={previous} onGo={go}>
        <IconChevronLeft size={15} aria-hidden />
      </Step>
      <span className="small text3 num" title={`Event ${position} of ${total} about ${event.objectId ?? "it"}`}>
        {position} of {total}
      </span>
      <Step name="Next event of this object" sign="." to={next} onGo={go}>
        <IconChevronRight size={15} aria-hidden />
      </Step>
    </div>
  );
}

function Step(props: {
  readonly name: string;
  readonly sign: string;
  readonly to: number | null;
  readonly onGo: (to: number | null) => void;
  readonly children: React.ReactNode;
}) {
  const { name, sign, to, onGo } = props;
  return (
    <Tooltip label={`${name}  ${sign}`}>
      <ActionIcon size={24} aria-label={name} aria-keyshortcuts={sign} disabled={to === null} onClick={() => onGo(to)}>
        {props.children}
      </ActionIcon>
    </Tooltip>
  );
}

import { IconCircleCheck, IconRepeat } from "@tabler/icons-react";
import type { EventDryRun } from "../../../shared/contract/event-acts.ts";
import { Prose } from "../../ui/Id.tsx";
import { NumberedLines } from "../../ui/NumberedLines.tsx";

const MOST_LINES = 5;

/** What a replay would do, before it is done: numbered, and then what it does not do. */
export function DryRun({ of }: { readonly of: EventDryRun }) {
  const { changes, says } = of;
  const shown = changes.slice(0, MOST_LINES);
  const more = changes.length - shown.length;
  const isNothing = changes.length === 0;
  return (
    <section className="plan" aria-label="What would change">
      <h3>
        {isNothing ? <IconCircleCheck size={14} aria-hidden /> : <IconRepeat size={14} aria-hidden />}
        <span>
          <Prose>{says}</Prose>
        </span>
      </h3>
      {!isNothing && <NumberedLines of={shown} />}
      {more > 0 && <p className="plan-not">And {more} more.</p>}
      <p className="plan-not event-act-not">
        Nothing is written at Stripe. The event is decided by what Stripe says now, not by what it said then.
      </p>
    </section>
  );
}

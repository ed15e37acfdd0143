import { ActionIcon, Tooltip } from "@mantine/core";
import { IconChevronDown, IconChevronRight, IconRefresh } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { EventDetail } from "../../shared/contract/event-detail.ts";
import type { FieldNow, NowAtStripe } from "../../shared/contract/now-at-stripe.ts";
import { explain } from "../app/explain.ts";
import { Age } from "../ui/Age.tsx";
import { Id, Prose } from "../ui/Id.tsx";
import { Failed, LoadingText } from "../ui/Nothing.tsx";
import { shortId } from "../ui/short-id.ts";
import { objectWords } from "./object-words.ts";

/** So many equal fields stand open; the rest is folded. */
const OPEN = 5;

/** The event's object as the event tells it, beside the same object as Stripe has it now. */
export function NowAtStripeTab(props: { readonly event: EventDetail; readonly asked: UseQueryResult<NowAtStripe> }) {
  const { event, asked } = props;
  const { data, error } = asked;
  const again = () => void asked.refetch();
  if (data === undefined)
    return error ? (
      <Failed
        what="The object"
        error={error}
        kept="The event itself is kept in the journal."
        onRetry={again}
        busy={asked.isFetching}
      />
    ) : (
      <LoadingText lines={9} />
    );
  return (
    <>
      <div className="line now-lead">
        <p className="grow">
          <Verdict now={data} />
        </p>
        <span className="small text3 num">
          fetched <Age at={data.fetchedAt} ago />
        </span>
        <Tooltip label="Ask Stripe again">
          <ActionIcon size={24} aria-label="Ask Stripe again" loading={asked.isFetching} onClick={again}>
            <IconRefresh size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      {error && (
        <p className="text2" role="alert">
          Stripe could not be asked again; this is its last answer. <Prose>{explain(error).says}</Prose>
        </p>
      )}
      {!data.deleted && <Fields now={data} />}
      <WhatChanged event={event} />
    </>
  );
}

function Verdict({ now }: { readonly now: NowAtStripe }) {
  const subject = (
    <>
      {objectWords(now.object)} <Id value={now.objectId} />
    </>
  );
  if (now.deleted) return <>{subject} was deleted at Stripe after this event.</>;
  if (now.differences.length === 0) return <>{subject} is at Stripe as this event tells it.</>;
  return (
    <>
      {subject} has changed since this event. <span className="text2">Waybill decides from what Stripe says now.</span>
    </>
  );
}

/** A value in its cell: an id short, with the whole in its tooltip; what is absent is said, not left blank. */
function Value({ of }: { readonly of: string | null }) {
  if (of === null) return <i>absent</i>;
  if (of === "") return <i>empty</i>;
  return <span title={of}>{/^[a-z]+(_[a-z]+)?_\w+$/.test(of) ? shortId(of) : of}</span>;
}

function Different({ field }: { readonly field: FieldNow }) {
  return (
    <tr className="now-differs">
      <th scope="row">{field.path}</th>
      <td>
        <del>
          <Value of={field.event} />
        </del>
      </td>
      <td>
        <Value of={field.now} />
      </td>
    </tr>
  );
}

function Fields({ now: { differences, equal } }: { readonly now: NowAtStripe }) {
  const [all, showAll] = useState(false);
  const Chevron = all ? IconChevronDown : IconChevronRight;
  const folded = equal.length - OPEN;
  return (
    <>
      <table className="now mono">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">The event says</th>
            <th scope="col">Stripe says now</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((field) => (
            <Different key={field.path} field={field} />
          ))}
          {(all ? equal : equal.slice(0, OPEN)).map(({ path, value }) => (
            <tr key={path}>
              <th scope="row">{path}</th>
              <td>
                <Value of={value} />
              </td>
              <td>
                <Value of={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {folded > 0 && (
        <button type="button" className="now-more" aria-expanded={all} onClick={() => showAll(!all)}>
          <Chevron size={13} aria-hidden /> {folded} more {folded === 1 ? "field" : "fields"}, all equal
        </button>
      )}
    </>
  );
}

/** What Waybill did because of the event, so that both can be held against each other. */
function WhatChanged({ event }: { readonly event: EventDetail }) {
  const changes = event.effects.filter(({ kind }) => kind === "change" || kind === "server");
  return (
    <section className="now-changed" aria-label="What this changed">
      <h3>What this changed</h3>
      {changes.length === 0 && <p className="text2">Nothing.</p>}
      {changes.map(({ key, says }) => (
        <p key={key} className="text2">
          <Prose>{says}</Prose>
        </p>
      ))}
    </section>
  );
}

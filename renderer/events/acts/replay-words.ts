import type { ReplayPreview, ReplayRun } from "../../../shared/contract/event-replays.ts";

const number = (count: number): string => count.toLocaleString("en-US");
const counted = (count: number, one: string, more = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : more}`;

/** What a replay of many would come to, as far as it was tried. */
export function previewSentence({ count, tried, changing, failing }: ReplayPreview): string {
  if (count === 0) return "No event matches.";
  const of = tried === count ? counted(count, "event") : `the first ${number(tried)} of ${counted(count, "event")}`;
  const failed = failing > 0 ? ` ${number(failing)} could not be applied.` : "";
  if (changing.length === 0) return `Of ${of} none would change anything.${failed}`;
  return `Of ${of} ${number(changing.length)} would change something.${failed}`;
}

/** What was not looked at, or left out; null where that is nothing. */
export function untriedSentence({ count, tried, refused }: ReplayPreview): string | null {
  const rest = count - tried;
  const says = [
    ...(rest > 0 ? [`The other ${counted(rest, "event was", "events were")} not tried.`] : []),
    ...(refused > 0
      ? [`${counted(refused, "refused request is", "refused requests are")} left out: each is replayed by hand.`]
      : []),
  ];
  return says.length > 0 ? says.join(" ") : null;
}

/** How far a replay of many is, or how it ended. */
export function runSentence({ state, total, replayed, changed, failed, stoppedBy }: ReplayRun): string {
  const of = `${number(replayed)} of ${counted(total, "event")}`;
  const came = [
    changed > 0 ? `${number(changed)} changed an order` : "none changed an order",
    ...(failed > 0 ? [`${number(failed)} failed`] : []),
  ].join(", ");
  if (state === "running") return `Replaying ${of}; ${came}`;
  if (state === "stopped") return `Stopped by ${stoppedBy ?? "somebody"} after ${of}; ${came}.`;
  return `Replayed ${of}; ${came}.`;
}

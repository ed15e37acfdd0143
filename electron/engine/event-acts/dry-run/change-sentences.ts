import { moved, word } from "../../orders/moved.ts";
import type { Order } from "../../orders/order-repository.ts";
import type { Added, OrderState } from "./order-state.ts";

/** What was written, as sentences: state changes first, then the jobs they ask for, then the rest. Pure. */
export function changeSentences(before: OrderState, after: OrderState, { history, jobs }: Added): string[] {
  return [
    ...history.map((row) => moved(row.before, row.after)),
    ...jobs.map(({ kind, payload }) => jobSentence(kind, payload)),
    ...after.orders.flatMap((order) =>
      columns(
        before.orders.find(({ id }) => id === order.id)!,
        order,
      ),
    ),
    ...sessions(before, after),
    ...holds(before, after),
    ...scheduled(before, after),
    ...findings(before, after),
  ];
}

const JOBS: Readonly<Record<string, string>> = {
  provision_server: "Job provision server makes its server.",
  suspend_server: "Job suspend server stops or releases its server on the panel.",
  align_plan: "Job align plan resizes its server to what is billed.",
  apply_subscription: "Job apply subscription reads its Subscription.",
};

function jobSentence(kind: string, payload: string): string {
  if (kind !== "process_event") return JOBS[kind] ?? `Job ${word(kind)} runs.`;
  const { eventId } = JSON.parse(payload) as { readonly eventId: string };
  return `The held event ${eventId} is applied, too.`;
}

/** Told by other sentences, or of no interest to anybody. */
const TOLD: ReadonlySet<string> = new Set(["status", "payment_state", "service_state", "version", "updated_at"]);

function columns(before: Order, after: Order): string[] {
  const names = (Object.keys(after) as (keyof Order)[]).filter(
    (name) => !TOLD.has(name) && before[name] !== after[name],
  );
  if (names.length === 0) return [];
  const [last, ...rest] = names.map(word).toReversed();
  return [`The order's ${rest.length > 0 ? `${rest.toReversed().join(", ")} and ` : ""}${last} are noted.`];
}

function sessions(before: OrderState, after: OrderState): string[] {
  return after.sessions.flatMap((now) => {
    const was = before.sessions.find(({ stripe_session_id: id }) => id === now.stripe_session_id);
    const [from, to] = [was, now].map((row) => row && `${row.status}, ${word(row.payment_status)}`);
    if (from === to) return [];
    const id = now.stripe_session_id;
    return [from ? `Checkout Session ${id} from ${from} to ${to}.` : `Checkout Session ${id} is noted as ${to}.`];
  });
}

const holdKey = ({ order_id: order, reason, source }: OrderState["holds"][number]) => `${order} ${reason} ${source}`;

function holds(before: OrderState, after: OrderState): string[] {
  const [placed, lifted] = gainedAndLost(before.holds, after.holds, holdKey);
  return [
    ...placed.map(({ says }) => `The service is held: ${says}`),
    ...lifted.map(({ says }) => `The service is held no longer: ${says}`),
  ];
}

const actKey = ({ key, due_at: dueAt }: OrderState["scheduled"][number]) => `${key} ${dueAt}`;

function scheduled(before: OrderState, after: OrderState): string[] {
  const [planned, withdrawn] = gainedAndLost(before.scheduled, after.scheduled, actKey);
  return [
    ...planned.map(({ due_at: at, says }) => `The deletion of its server is scheduled for ${when(at)} UTC. ${says}`),
    ...withdrawn.map(({ due_at: at }) => `The deletion of its server on ${when(at)} UTC is withdrawn.`),
  ];
}

const when = (at: number): string => new Date(at).toISOString().slice(0, 16).replace("T", " ");

const findingKey = ({ id }: OrderState["openFindings"][number]) => String(id);

function findings(before: OrderState, after: OrderState): string[] {
  const [opened, closed] = gainedAndLost(before.openFindings, after.openFindings, findingKey);
  return [
    ...opened.map(({ code, says }) => `Finding ${code} opens: ${says}`),
    ...closed.map(({ code }) => `Finding ${code} closes.`),
  ];
}

function gainedAndLost<T>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string): [T[], T[]] {
  const [had, has] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  return [after.filter((one) => !had.has(keyOf(one))), before.filter((one) => !has.has(keyOf(one)))];
}

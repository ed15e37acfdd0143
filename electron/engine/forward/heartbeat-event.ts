/** What a heartbeat is made by: a change of one customer at Stripe that stands for nobody. */
export const HEARTBEAT_TYPE = "customer.updated";
export const HEARTBEAT_KEY = "waybill_heartbeat";

interface EventHead {
  readonly type: string;
  readonly livemode: boolean;
}
interface Marked {
  readonly object?: string;
  readonly metadata?: Readonly<Record<string, unknown>> | null;
}

/** The mark of a heartbeat: its value is told apart from all others; null for every event that is none. None is in live mode. */
export function heartbeatOf({ type, livemode }: EventHead, object: unknown): string | null {
  if (!canBe({ type, livemode })) return null;
  const { object: kind, metadata } = (object ?? {}) as Marked;
  const mark = kind === "customer" ? metadata?.[HEARTBEAT_KEY] : undefined;
  return typeof mark === "string" ? mark : null;
}

/** The same, from an event's text. Costs a look at the type, but for customers' events. */
export function heartbeatIn(head: EventHead, payload: string): string | null {
  if (!canBe(head) || !payload.includes(`"${HEARTBEAT_KEY}"`)) return null;
  try {
    return heartbeatOf(head, (JSON.parse(payload) as { data?: { object?: unknown } }).data?.object);
  } catch {
    return null;
  }
}

const canBe = ({ type, livemode }: EventHead): boolean => !livemode && type.startsWith("customer.");

import type { ForwardStatus } from "../../../shared/contract/forward.ts";
import type { SystemStatus } from "../../../shared/contract/system.ts";
import { formatAgo, formatSpan } from "../../ui/age.ts";
import { shortTime } from "../../ui/moment.ts";
import type { StatusTone } from "../theme.ts";

/** One value of the status line. `detail` is what follows the word; a bad or warning tone comes with its own word. */
export interface StatusItem {
  readonly key: "forward" | "webhooks" | "catch-up" | "queue" | "mirror" | "panel" | "stripe";
  readonly tone: StatusTone;
  readonly word: string;
  readonly detail: string;
}

function webhooks({ webhooks }: SystemStatus, now: number): StatusItem {
  const { rejectedLastHour, rejectedSince, lastAcceptedAt } = webhooks;
  if (rejectedLastHour > 0) {
    const since = rejectedSince === null ? "in the last hour" : `since ${shortTime(rejectedSince, now)}`;
    return { key: "webhooks", tone: "bad", word: "Webhooks rejected", detail: `${rejectedLastHour} ${since}` };
  }
  if (lastAcceptedAt === null) return { key: "webhooks", tone: "off", word: "Webhooks", detail: "none yet" };
  return { key: "webhooks", tone: "ok", word: "Webhooks", detail: `last ${formatAgo(lastAcceptedAt, now)}` };
}

function forward(status: ForwardStatus | undefined, now: number): readonly StatusItem[] {
  if (!status || status.state === "off") return [];
  const { state, since, heartbeat } = status;
  const key = "forward";
  const lasts = `for ${formatSpan(now - since)}`;
  if (state === "failed") return [{ key, tone: "bad", word: "Forward failed", detail: status.why?.code ?? "" }];
  if (state === "degraded" || state === "recovering")
    return [
      { key, tone: "warn", word: state === "degraded" ? "Forward degraded" : "Forward recovering", detail: lasts },
    ];
  if (state === "starting") return [{ key, tone: "off", word: "Forward starts", detail: "" }];
  const detail = heartbeat.at === null ? "" : `heartbeat ${formatAgo(heartbeat.at, now)}`;
  return [{ key, tone: "ok", word: "Forwarding", detail }];
}

function queue({ queue }: SystemStatus, now: number): StatusItem {
  const { waiting, oldestWaitingAt, failed, paused } = queue;
  const [stopped, ...others] = paused;
  if (stopped) {
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    const detail = `${stopped.queue}${more}, by ${stopped.by} since ${shortTime(stopped.at, now)}`;
    return { key: "queue", tone: "warn", word: "Queue paused", detail };
  }
  if (failed > 0) return { key: "queue", tone: "bad", word: "Jobs failed", detail: `${failed}, ${waiting} waiting` };
  const oldest = oldestWaitingAt === null ? "" : `, oldest ${formatSpan(now - oldestWaitingAt)}`;
  return { key: "queue", tone: "ok", word: "Queue", detail: waiting === 0 ? "empty" : `${waiting} waiting${oldest}` };
}

function mirror({ mirror }: SystemStatus, now: number): StatusItem {
  const { readAt, failure } = mirror;
  if (failure !== null) {
    const since = readAt === null ? "never read" : `as it was at ${shortTime(readAt, now)}`;
    return { key: "mirror", tone: "warn", word: "Panel does not answer", detail: since };
  }
  if (readAt === null) return { key: "mirror", tone: "off", word: "Mirror", detail: "not read yet" };
  return { key: "mirror", tone: "off", word: "Mirror", detail: `${formatSpan(now - readAt)} behind` };
}

function catchUp({ catchUp }: SystemStatus, now: number): readonly StatusItem[] {
  if (catchUp.failure === null) return [];
  const last = catchUp.ranAt === null ? "never ran" : `last ran ${formatAgo(catchUp.ranAt, now)}`;
  return [{ key: "catch-up", tone: "warn", word: "Catch-up failed", detail: last }];
}

function panel({ panel }: SystemStatus): readonly StatusItem[] {
  const { remaining, limit } = panel;
  if (remaining === null || limit === null) return [];
  const tone = remaining * 10 < limit ? "warn" : "off";
  return [{ key: "panel", tone, word: "Panel", detail: `${remaining} of ${limit} requests left` }];
}

function stripe({ stripe }: SystemStatus): StatusItem {
  const { latencyMs, failure } = stripe;
  if (failure !== null) return { key: "stripe", tone: "bad", word: "Stripe does not answer", detail: "" };
  const detail = latencyMs === null ? "not asked yet" : `${Math.round(latencyMs)} ms`;
  return { key: "stripe", tone: "off", word: "Stripe", detail };
}

/** The forward's state says more than that webhooks came; that some are refused is said beside it. */
function incoming(status: SystemStatus, now: number, forwarding: ForwardStatus | undefined): readonly StatusItem[] {
  const byForward = forward(forwarding, now);
  const anyWay = webhooks(status, now);
  return byForward.length === 0 || anyWay.tone === "bad" ? [...byForward, anyWay] : byForward;
}

/** The status line's values, in their order: what comes in at the left, what is asked outside at the right. */
export const statusItems = (
  status: SystemStatus,
  now: number,
  forwarding?: ForwardStatus,
): { readonly left: readonly StatusItem[]; readonly right: readonly StatusItem[] } => ({
  left: [...incoming(status, now, forwarding), ...catchUp(status, now), queue(status, now), mirror(status, now)],
  right: [...panel(status), stripe(status)],
});

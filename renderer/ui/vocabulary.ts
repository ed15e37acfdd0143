import {
  IconAlertTriangleFilled,
  IconArrowBackUp,
  IconBan,
  IconBolt,
  IconCalendarCancel,
  IconCalendarExclamation,
  IconCheck,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleDashedX,
  IconCircleXFilled,
  IconClockHour4,
  IconCoin,
  IconCopy,
  IconEqualNot,
  IconEyeOff,
  IconGauge,
  IconGavel,
  IconHelpOctagon,
  IconHourglassEmpty,
  IconInbox,
  IconMinus,
  IconPlayerPauseFilled,
  IconProgress,
  IconRefreshAlert,
  IconShieldX,
  IconSquareX,
  IconTool,
  type TablerIcon,
} from "@tabler/icons-react";
import type { DiagnosisCheck } from "../../shared/contract/diagnosis.ts";
import type { EndpointCheck, EndpointRow } from "../../shared/contract/endpoints.ts";
import type { ServerState } from "../../shared/contract/servers.ts";
import type {
  EventOutcome,
  JobState,
  OrderStatus,
  PaymentState,
  ServiceState,
  StepOutcome,
  TraceStepState,
} from "../../shared/contract/states.ts";
import type { StatusTone } from "../app/theme.ts";

/** How one state looks: glyph, tone and word. Quiet ones are normal outcomes, which recede. */
export interface Word {
  readonly tone: StatusTone;
  readonly icon: TablerIcon;
  readonly word: string;
  readonly quiet?: boolean;
}

const says = (tone: StatusTone, icon: TablerIcon, word: string): Word => ({ tone, icon, word });
const quietly = (tone: StatusTone, icon: TablerIcon, word: string): Word => ({ tone, icon, word, quiet: true });

const unknown = says("off", IconHelpOctagon, "Unknown");
const waiting = quietly("wait", IconClockHour4, "Waiting");
const failed = says("bad", IconAlertTriangleFilled, "Failed");
const running = says("wait", IconProgress, "Running");
const refunded = quietly("off", IconArrowBackUp, "Refunded");
const suspended = says("warn", IconPlayerPauseFilled, "Suspended");
const active = quietly("ok", IconBolt, "Active");
const done = quietly("ok", IconCheck, "Done");
const retrying = says("warn", IconRefreshAlert, "Retrying");

const step: Record<TraceStepState, Word> = {
  proved: quietly("ok", IconCircleCheckFilled, "Proved"),
  waiting,
  missing: says("bad", IconCircleDashedX, "Missing"),
  contradicted: says("clash", IconEqualNot, "Contradicted"),
  unknown,
};
const order: Record<OrderStatus, Word> = {
  pending: quietly("off", IconCircleDashed, "Pending"),
  paid: says("wait", IconCoin, "Paid"),
  provisioning: says("wait", IconProgress, "Provisioning"),
  provisioned: quietly("ok", IconCircleCheckFilled, "Provisioned"),
  error: says("bad", IconAlertTriangleFilled, "Error"),
  canceled: quietly("off", IconBan, "Canceled"),
  expired: quietly("off", IconHourglassEmpty, "Expired"),
  refunded,
};
const payment: Record<PaymentState, Word> = {
  unpaid: says("off", IconCircleDashed, "Unpaid"),
  processing: says("wait", IconClockHour4, "Processing"),
  paid: says("ok", IconCircleCheckFilled, "Paid"),
  refunded,
  disputed: says("bad", IconGavel, "Disputed"),
};
const service: Record<ServiceState, Word> = {
  none: says("off", IconMinus, "None"),
  active,
  past_due: says("warn", IconCalendarExclamation, "Past due"),
  suspended,
  canceling: says("warn", IconCalendarCancel, "Canceling"),
  terminated: quietly("off", IconSquareX, "Terminated"),
};
const event: Record<EventOutcome, Word> = {
  journaled: says("wait", IconInbox, "Journaled"),
  applied: quietly("ok", IconCheck, "Applied"),
  duplicate: quietly("off", IconCopy, "Duplicate"),
  not_ours: quietly("off", IconEyeOff, "Not ours"),
  held: says("warn", IconHourglassEmpty, "Held"),
  retrying,
  failed,
  rejected: says("bad", IconShieldX, "Rejected"),
};
const job: Record<JobState, Word> = { waiting, running, retrying, done, failed };
const attempt: Record<StepOutcome, Word> = {
  running,
  done,
  waiting,
  uncertain: says("off", IconHelpOctagon, "Uncertain"),
  failed,
  contradicted: step.contradicted,
};
const server: Record<ServerState, Word> = {
  active,
  installing: says("wait", IconProgress, "Installing"),
  install_failed: says("bad", IconAlertTriangleFilled, "Install failed"),
  suspended,
  unknown,
};
const node: Record<"open" | "tight" | "full" | "maintenance" | "unknown", Word> = {
  open: quietly("ok", IconCircleCheckFilled, "Open"),
  tight: says("warn", IconGauge, "Tight"),
  full: says("bad", IconCircleXFilled, "Full"),
  maintenance: says("warn", IconTool, "Maintenance"),
  unknown,
};
const part: Record<DiagnosisCheck["state"], Word> = {
  fine: quietly("ok", IconCircleCheckFilled, "Fine"),
  wrong: says("bad", IconCircleXFilled, "Wrong"),
  unknown: quietly("off", IconHelpOctagon, "Not known"),
};

const check: Record<EndpointCheck["state"] | EndpointRow["verdict"], Word> = {
  fine: quietly("ok", IconCircleCheckFilled, "Pass"),
  odd: says("warn", IconAlertTriangleFilled, "Warning"),
  wrong: says("bad", IconCircleXFilled, "Fail"),
  unknown: quietly("off", IconHelpOctagon, "Not known"),
  elsewhere: quietly("off", IconEyeOff, "Not ours"),
};

/** Every state that the console can show, by family. There is no other way to draw one. */
export const vocabulary = { step, order, payment, service, event, job, attempt, server, node, part, check };

import { Button } from "@mantine/core";
import { IconAlertTriangleFilled, IconCalendarX, IconEqualNot } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ScheduledRow, Standing } from "../../shared/contract/acts.ts";
import type { FindingRow, OrderDetail } from "../../shared/contract/orders.ts";
import { useClock } from "../app/clock.ts";
import { rpc } from "../app/engine/rpc.ts";
import { Age } from "../ui/Age.tsx";
import { Prose } from "../ui/Id.tsx";
import { dueTime } from "../ui/moment.ts";
import { ACT_NAMES } from "./acts/act-words.ts";
import { offeredActs } from "./acts/offered-acts.ts";
import { findingWords } from "./finding-words.ts";
import type { OpenDialog } from "./order-dialog.ts";

interface Props {
  readonly order: OrderDetail;
  readonly onOpen: OpenDialog;
}

/** One finding: what it is, the engine's sentence, what to do, and the act that does it where it may be done now. */
function Finding(props: { readonly finding: FindingRow; readonly standing: Standing | undefined } & Props) {
  const { finding, standing, order, onOpen } = props;
  const { title, todo, tone, act } = findingWords(finding.code);
  const offered =
    standing &&
    offeredActs(standing, order.attention)
      .flat()
      .find(({ kind }) => kind === act);
  const Icon = tone === "clash" ? IconEqualNot : IconAlertTriangleFilled;
  return (
    <li className="notice" data-tone={tone}>
      <Icon size={14} className="glyph" data-tone={tone} aria-hidden />
      <div className="grow">
        <p className="notice-title">{title}</p>
        <p>
          <Prose>{finding.says}</Prose>
        </p>
        <p className="text2">{todo}</p>
        <p className="text3 small">
          <span className="mono">{finding.code}</span>, <Age at={finding.openedAt} ago />
        </p>
      </div>
      {act !== null && offered?.why === null && (
        <Button onClick={() => onOpen({ kind: "act", act })}>{ACT_NAMES[act]}</Button>
      )}
    </li>
  );
}

const whose = (cause: string): string =>
  cause.startsWith("operator:") ? `asked for by ${cause.slice("operator:".length)}` : "by the settings";

/** A deletion that is due: when, why, and the way to call it off. */
function Deletion({ of, onOpen }: { readonly of: ScheduledRow } & Pick<Props, "onOpen">) {
  const due = useClock((now) => dueTime(of.dueAt, now));
  return (
    <li className="notice" data-tone="warn">
      <IconCalendarX size={14} className="glyph" data-tone="warn" aria-hidden />
      <div className="grow">
        <p className="notice-title">{of.running ? "The server is being deleted" : `The server is deleted ${due}`}</p>
        <p>
          <Prose>{of.says}</Prose>
        </p>
        <p className="text3 small">With all its data, {whose(of.cause)}.</p>
      </div>
      {!of.running && <Button onClick={() => onOpen({ kind: "act", act: "callOff" })}>Call it off</Button>}
    </li>
  );
}

/** What is open on an order beside its ten steps: deletions that are due, the next first, and findings. */
export function OrderNotices({ order, onOpen }: Props) {
  const { data: standing } = useQuery(rpc.acts.standing.queryOptions({ input: { orderId: order.id } }));
  const scheduled = standing?.scheduled ?? [];
  // The announcement says once more what the deletion itself says.
  const findings = order.findings.filter(({ code }) => code !== "TERMINATION_SCHEDULED" || scheduled.length === 0);
  if (findings.length + scheduled.length === 0) return null;
  return (
    <ul className="notices scroll" aria-label="Open on this order">
      {scheduled.map((each) => (
        <Deletion key={each.id} of={each} onOpen={onOpen} />
      ))}
      {findings.map((finding) => (
        <Finding key={finding.id} finding={finding} standing={standing} order={order} onOpen={onOpen} />
      ))}
    </ul>
  );
}

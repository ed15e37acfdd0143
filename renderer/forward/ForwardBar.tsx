import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconPlayerStopFilled, IconRotateClockwise, IconShieldCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ForwardStatus } from "../../shared/contract/forward.ts";
import { useClock } from "../app/clock.ts";
import { rpc } from "../app/engine/rpc.ts";
import { explain } from "../app/explain.ts";
import { Age } from "../ui/Age.tsx";
import { clockTime, fullTime } from "../ui/moment.ts";
import { Spark } from "../ui/Spark.tsx";
import { Status } from "../ui/Status.tsx";
import { FORWARD_WORDS, forwardSentence, gapWords, minutesNow, sparkSentence } from "./forward-words.ts";
import { useKeptFocus } from "./use-kept-focus.ts";
import { useForward, useForwardActs } from "./use-forward.ts";
import "./forward.css";

function Cell({
  name,
  className,
  children,
}: {
  readonly name: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={`forward-cell ${className ?? ""}`}>
      <span className="forward-name">{name}</span>
      <span className="forward-value">{children}</span>
    </div>
  );
}

function Heartbeat({ heartbeat, lastDeliveredAt }: ForwardStatus) {
  const { at, roundTripMs, failure, kind } = heartbeat;
  if (kind === "inferred")
    return <Cell name="Last delivery">{lastDeliveredAt === null ? "none yet" : <Age at={lastDeliveredAt} ago />}</Cell>;
  return (
    <Cell name="Last heartbeat">
      {at === null ? <span>on its way</span> : <Age at={at} ago />}
      {failure === null ? (
        roundTripMs !== null && <span className="text3">there and back {Math.round(roundTripMs)} ms</span>
      ) : (
        <span className="text3" title={failure}>
          the next could not be sent
        </span>
      )}
    </Cell>
  );
}

function Secret({ secret }: ForwardStatus) {
  if (!secret) return null;
  return (
    <Cell name="Signing secret" className="forward-secret">
      <IconShieldCheck size={14} className="glyph" data-tone="ok" aria-hidden />
      <span title={fullTime(secret.capturedAt)}>captured {clockTime(secret.capturedAt)}</span>
      <span className="text3">
        fingerprint <span className="mono">{secret.fingerprint}</span>
      </span>
    </Cell>
  );
}

function Gap({ gap }: ForwardStatus) {
  if (!gap) return null;
  return (
    <Cell name="Last gap" className="forward-gap">
      <span>{gapWords(gap)}</span>
      {gap.until !== null && (
        <span className="text3">
          <Age at={gap.until} ago />
        </span>
      )}
    </Cell>
  );
}

function Facts({ status }: { readonly status: ForwardStatus }) {
  return (
    <>
      <Cell name={`stripe listen ${status.cli?.version ?? ""}`} className="forward-target">
        <span
          className="mono clip"
          title={status.cli ? `${status.targetUrl}, by ${status.cli.path}` : status.targetUrl}
        >
          {status.targetUrl.replace(/^https?:\/\//, "")}
        </span>
      </Cell>
      <Secret {...status} />
      <Heartbeat {...status} />
      <Gap {...status} />
    </>
  );
}

/** Why it does not simply run, and what follows. Read out when it changes: whoever waits for events wants to know. */
function Sentence({ status }: { readonly status: ForwardStatus }) {
  const env = useQuery(rpc.system.about.queryOptions()).data?.env ?? "sandbox";
  const text = useClock((now) => JSON.stringify(forwardSentence(status, env, now)));
  const sentence = JSON.parse(text) as ReturnType<typeof forwardSentence>;
  if (!sentence) return null;
  return (
    <div className="forward-sentence">
      <p>{sentence.says}</p>
      <p className="text3">
        {sentence.next} {status.why && <span className="mono">{status.why.code}</span>}
      </p>
    </div>
  );
}

function Chart({ status }: { readonly status: ForwardStatus }) {
  const minutes = JSON.parse(useClock((now) => JSON.stringify(minutesNow(status, now)))) as number[];
  const says = sparkSentence(minutes);
  return (
    <Tooltip label={says} withinPortal={false}>
      <span className="forward-chart">
        <Spark values={minutes} says={says} />
      </span>
    </Tooltip>
  );
}

function Acts({ state }: Pick<ForwardStatus, "state">) {
  const { start, stop, restart } = useForwardActs();
  if (state === "off")
    return (
      <Button loading={start.isPending} onClick={() => start.mutate(undefined)}>
        Start forward
      </Button>
    );
  const again = { loading: restart.isPending, onClick: () => restart.mutate(undefined) };
  return (
    <>
      {state === "failed" ? (
        <Button {...again}>Try again</Button>
      ) : (
        <Tooltip label="Restart the forward" withinPortal={false}>
          <ActionIcon variant="default" size={28} aria-label="Restart the forward" {...again}>
            <IconRotateClockwise size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label="Stop the forward" withinPortal={false}>
        <ActionIcon
          variant="default"
          size={28}
          aria-label="Stop the forward"
          loading={stop.isPending}
          onClick={() => stop.mutate(undefined)}
        >
          <IconPlayerStopFilled size={13} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

/** The supervised `stripe listen`: how it stands, the proof of it, and what can be done. */
export function ForwardBar() {
  const forward = useForward();
  if (forward.isPending) return <div className="forward" aria-hidden />;
  if (!forward.data) {
    const { code, says } = explain(forward.error);
    return (
      <section className="forward" aria-label="Forward">
        <p className="forward-sentence">
          How the forward stands could not be read. {says} <span className="mono">{code}</span>
        </p>
      </section>
    );
  }
  return <Bar status={forward.data} />;
}

function Bar({ status }: { readonly status: ForwardStatus }) {
  const { state } = status;
  const keepsFocus = useKeptFocus();
  return (
    <section className="forward" aria-label="Forward" data-state={state}>
      <output className="forward-state">
        <Status of={FORWARD_WORDS[state]} size={15} strong />
      </output>
      {state === "ready" ? <Facts status={status} /> : <Sentence status={status} />}
      <div className="forward-end" {...keepsFocus}>
        {state !== "off" && state !== "failed" && <Chart status={status} />}
        <Acts state={state} />
      </div>
    </section>
  );
}

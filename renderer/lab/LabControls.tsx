import { ActionIcon, Button, TextInput, Tooltip } from "@mantine/core";
import { IconDice5 } from "@tabler/icons-react";
import { useId, useState, type ReactNode } from "react";
import type { LabClock, LabPass } from "../../shared/contract/lab.ts";
import { useClock } from "../app/clock.ts";
import { Copy } from "../ui/Copy.tsx";
import { Keys } from "../ui/Keys.tsx";
import { clockTime, dueTime, fullDay } from "../ui/moment.ts";
import type { LabActs } from "./use-lab.ts";
import { rolledSeed, seedOf, type Setup } from "./use-setup.ts";

interface Fields {
  readonly setup: Setup;
  readonly change: (change: Partial<Setup>) => void;
}

function Line({ label, id, children }: { readonly label: string; readonly id?: string; readonly children: ReactNode }) {
  return (
    <div className="lab-line">
      {id === undefined ? <span className="lab-label">{label}</span> : <label htmlFor={id}>{label}</label>}
      <div className="line">{children}</div>
    </div>
  );
}

function Seed({ setup, change }: Fields) {
  const id = useId();
  return (
    <Line label="Seed" id={id}>
      <TextInput
        id={id}
        size="xs"
        className="grow"
        inputMode="numeric"
        maxLength={10}
        value={setup.seed}
        error={seedOf(setup.seed) === null ? "Write a whole number below 2,147,483,648" : null}
        onChange={(event) => change({ seed: event.currentTarget.value })}
      />
      <Tooltip label="Roll another seed">
        <ActionIcon variant="default" aria-label="Roll another seed" onClick={() => change({ seed: rolledSeed() })}>
          <IconDice5 size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Copy value={setup.seed} what="Copy the seed" />
    </Line>
  );
}

function Range(props: {
  readonly label: string;
  readonly says: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly children?: ReactNode;
}) {
  const id = useId();
  const { label, says, onChange, children, ...range } = props;
  return (
    <Line label={label} id={id}>
      <input
        id={id}
        type="range"
        className="grow"
        aria-valuetext={says}
        {...range}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      />
      <span className="lab-value num text2">{says}</span>
      {children}
    </Line>
  );
}

/** With which seed the lot is drawn, what share is hit, and how many customers are sent. */
export function LabFields({ setup, change, acts, busy }: Fields & { readonly acts: LabActs; readonly busy: boolean }) {
  const many = setup.count === 1 ? "one" : String(setup.count);
  return (
    <>
      <Seed setup={setup} change={change} />
      <Range
        label="Intensity"
        says={`${setup.intensity} %`}
        min={5}
        max={100}
        step={5}
        value={setup.intensity}
        onChange={(intensity) => change({ intensity })}
      />
      <Range
        label="Customers"
        says={many}
        min={1}
        max={50}
        step={1}
        value={setup.count}
        onChange={(count) => change({ count })}
      >
        <Button
          loading={acts.customers.isPending}
          disabled={busy}
          rightSection={<Keys of="B" />}
          onClick={() => acts.customers.mutate(setup.count)}
        >
          Send
        </Button>
      </Range>
    </>
  );
}

/** When the next subscription renews by the sandbox's clock, in a few words. */
const renewal = ({ nextRenewalAt, now }: LabClock): string =>
  nextRenewalAt === null ? "nothing renews" : `next renewal ${dueTime(nextRenewalAt, now)}`;

/** The sandbox's clock: what it shows, and the ways to move it on. */
export function LabTime({ clock, acts }: { readonly clock: LabClock; readonly acts: LabActs }) {
  const [days, setDays] = useState("7");
  // The sandbox tells its time when something changes; in between it runs like any other.
  const shown = useClock((now) => `${fullDay(now + clock.aheadMs)}, ${clockTime(now + clock.aheadMs)}`);
  const { isPending, mutate } = acts.pass;
  const pass = (label: string, to: LabPass, { disabled = false, key = null as string | null } = {}) => (
    <Button disabled={disabled || isPending} rightSection={key && <Keys of={key} />} onClick={() => mutate(to)}>
      {label}
    </Button>
  );
  const whole = /^\d{1,3}$/.test(days) && Number(days) >= 1 && Number(days) <= 800;
  return (
    <div className="lab-line lab-time">
      <span className="lab-label">Clock</span>
      <div>
        <p>
          <span className="num">{shown}</span> <span className="text3">{renewal(clock)}</span>
        </p>
        <div className="line lab-passes">
          {pass("Day", { by: "day" })}
          {pass("Month", { by: "month" }, { key: "M" })}
          {pass("Next renewal", { by: "renewal" }, { disabled: clock.nextRenewalAt === null })}
          <TextInput
            size="xs"
            w={44}
            aria-label="Days"
            inputMode="numeric"
            maxLength={3}
            value={days}
            onChange={(event) => setDays(event.currentTarget.value)}
          />
          {pass("Days", { by: "days", days: Number(days) }, { disabled: !whole })}
        </div>
        <p className="small text3">
          Only Stripe&apos;s side goes forward. Waybill&apos;s clock stays real: days of grace and deletions wait.
        </p>
      </div>
    </div>
  );
}

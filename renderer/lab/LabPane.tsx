import { Button } from "@mantine/core";
import { IconArrowRight, IconPlayerPlayFilled, IconPlayerStopFilled } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { LabScenario, LabSeen } from "../../shared/contract/lab.ts";
import { useClock } from "../app/clock.ts";
import { formatSpan } from "../ui/age.ts";
import { Keys } from "../ui/Keys.tsx";
import { LongWait } from "../ui/LongWait.tsx";
import { Pane, type PaneTab, PaneTabs, PaneTitle } from "../ui/Pane.tsx";
import { Status } from "../ui/Status.tsx";
import { vocabulary } from "../ui/vocabulary.ts";
import type { Purchase } from "./expected.ts";
import { DeliveriesTab, RequestsTab, RunTab } from "./lab-tabs.tsx";
import { LabFields, LabTime } from "./LabControls.tsx";
import type { LabActs } from "./use-lab.ts";
import type { Setup } from "./use-setup.ts";

export interface LabPaneProps {
  readonly seen: LabSeen;
  /** Picked together, or the one that is open. */
  readonly chosen: readonly LabScenario[];
  readonly purchases: readonly Purchase[];
  readonly setup: Setup;
  readonly change: (change: Partial<Setup>) => void;
  readonly acts: LabActs;
  readonly start: () => void;
  readonly onClose: () => void;
}

type LabTab = "run" | "stripe" | "panel" | "webhooks";

function tabsOf({ seen, chosen, purchases }: LabPaneProps): readonly PaneTab<LabTab>[] {
  const { stripe, panel, deliveries, state } = seen;
  return [
    { tab: "run", name: "Run", body: () => <RunTab chosen={chosen} purchases={purchases} visit={state.visit} /> },
    { tab: "stripe", name: "At Stripe", body: () => <RequestsTab requests={stripe} whose="Stripe" /> },
    { tab: "panel", name: "At the panel", body: () => <RequestsTab requests={panel} whose="the panel" /> },
    { tab: "webhooks", name: "Webhooks", body: () => <DeliveriesTab deliveries={deliveries} /> },
  ];
}

/** Whether the lab runs something, what, and since when. */
function Running({ seen: { state } }: Pick<LabPaneProps, "seen">) {
  const { running, scenarios } = state;
  const span = useClock((now) => (running ? formatSpan(now - running.since) : ""));
  const titles = scenarios.filter((scenario) => scenario.running).map(({ title }) => title);
  return (
    <p className="line small lab-running">
      {running ? (
        <>
          <Status of={vocabulary.job.running} />
          <span className="text2 clip" title={titles.join(", ")}>
            {span}, {titles.length === 1 ? titles[0] : `${titles.length} scenarios`}, seed {running.seed}
          </span>
        </>
      ) : (
        <span className="text3">Nothing is broken.</span>
      )}
    </p>
  );
}

function titleOf(chosen: readonly LabScenario[]): { readonly title: string; readonly says: string } {
  const [first] = chosen;
  if (chosen.length === 1 && first) return { title: first.title, says: first.does };
  return { title: `${chosen.length} scenarios together`, says: `${chosen.map(({ title }) => title).join(", ")}.` };
}

/** Which orders the link below leads to: those of this seed's customers. */
const customersOfSeed = (purchases: readonly Purchase[]): string | undefined => {
  const seed = /\.(\d+)-\d+@/.exec(purchases[0]?.email ?? "")?.[1];
  return seed === undefined ? undefined : `.${seed}-`;
};

function Foot({ seen, chosen, purchases, acts, start }: LabPaneProps) {
  const made = purchases.filter(({ order }) => order !== null).length;
  const isOn = seen.state.running !== null && chosen.every(({ running }) => running);
  const label = chosen.length > 1 ? `Start ${chosen.length} together` : "Start";
  return (
    <div className="lab-foot">
      {made > 0 && (
        <Link to="/orders" search={{ q: customersOfSeed(purchases) }} className="lab-orders">
          {made === 1 ? "See the order" : `See the ${made} orders`} <IconArrowRight size={13} aria-hidden />
        </Link>
      )}
      {isOn ? (
        <Button
          leftSection={<IconPlayerStopFilled size={12} aria-hidden />}
          rightSection={<Keys of="S" />}
          loading={acts.stop.isPending}
          onClick={() => acts.stop.mutate()}
        >
          Stop and mend
        </Button>
      ) : (
        <Button
          variant="filled"
          leftSection={<IconPlayerPlayFilled size={12} aria-hidden />}
          rightSection={<Keys of="S" />}
          loading={acts.start.isPending}
          onClick={start}
        >
          {label}
        </Button>
      )}
    </div>
  );
}

/** One scenario, or several together: with what to start it, what it should do, what came of it, and what both sides saw. */
export function LabPane(props: LabPaneProps) {
  const { seen, chosen, setup, change, acts, onClose } = props;
  const [tab, setTab] = useState<LabTab>("run");
  const { title, says } = titleOf(chosen);
  const { visit, clock } = seen.state;
  return (
    <Pane label={`Fault lab: ${title}`} onClose={onClose}>
      <div className="pane-head">
        <Running seen={seen} />
        <PaneTitle title={title} kind="sentence" onClose={onClose} />
        <p className="text2">{says}</p>
      </div>
      <div className="lab-box">
        <LabFields setup={setup} change={change} acts={acts} busy={visit !== null && visit.ended === null} />
        <LabTime clock={clock} acts={acts} />
      </div>
      <LongWait busy={acts.pass.isPending} says="Renewals happen one by one; a large world takes a while." />
      <PaneTabs tabs={tabsOf(props)} open={tab} onOpen={setTab} />
      <Foot {...props} />
    </Pane>
  );
}

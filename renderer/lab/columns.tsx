import { ActionIcon, Button } from "@mantine/core";
import { IconPlayerPlayFilled, IconPlayerStopFilled } from "@tabler/icons-react";
import type { LabScenario } from "../../shared/contract/lab.ts";
import { formatSpan } from "../ui/age.ts";
import { Age } from "../ui/Age.tsx";
import type { GridColumn } from "../ui/grid/features.ts";
import { Status } from "../ui/Status.tsx";
import { TraceStrip } from "../ui/TraceStrip.tsx";
import { vocabulary } from "../ui/vocabulary.ts";
import { brokenStrip, nameInPart } from "./scenario-rows.ts";

export interface RowActs {
  readonly picks: readonly string[];
  readonly pick: (name: string) => void;
  readonly play: (name: string) => void;
  readonly stop: () => void;
}

const hits = (count: number): string => (count === 0 ? "hit nothing" : count === 1 ? "hit once" : `hit ${count} times`);

function LastRun({ of: { running, hits: count, lastRun } }: { readonly of: LabScenario }) {
  if (running)
    return (
      <span className="line">
        <Status of={vocabulary.job.running} />
        <span className="text3 clip">{hits(count)}</span>
      </span>
    );
  if (!lastRun) return <span className="text3">not yet</span>;
  return (
    <span className="line text2">
      <span className="clip" title={`Ran for ${formatSpan(lastRun.to - lastRun.from)}`}>
        {hits(lastRun.hits)}
      </span>
      <span className="text3">
        <Age at={lastRun.to} ago />
      </span>
    </span>
  );
}

function Play({ of: { name, title, running }, acts }: { readonly of: LabScenario; readonly acts: RowActs }) {
  if (running)
    return (
      <Button leftSection={<IconPlayerStopFilled size={12} aria-hidden />} onClick={acts.stop}>
        Stop<span className="unseen"> {title}</span>
      </Button>
    );
  return (
    <ActionIcon variant="default" aria-label={`Start ${title}`} onClick={() => acts.play(name)}>
      <IconPlayerPlayFilled size={12} aria-hidden />
    </ActionIcon>
  );
}

/** The table of scenarios. Those marked `spare` show only where no pane takes their room. */
export const scenarioColumns = (acts: RowActs): readonly GridColumn<LabScenario>[] => [
  {
    id: "pick",
    header: "Pick",
    cell: ({ row: { original: scenario } }) => (
      <input
        type="checkbox"
        aria-label={`Pick ${scenario.title}`}
        checked={acts.picks.includes(scenario.name)}
        onChange={() => acts.pick(scenario.name)}
      />
    ),
  },
  {
    id: "number",
    header: "No.",
    meta: { className: "end text3" },
    cell: ({ row: { original: scenario } }) => (scenario.side === "shop" ? scenario.defects[0] : ""),
  },
  {
    id: "scenario",
    header: "Scenario",
    meta: { className: "scenario-cell" },
    cell: ({ row: { original: scenario } }) => (
      <>
        <span className="clip scenario-title">{nameInPart(scenario)}</span>
        <span className="clip small text3" title={scenario.does}>
          {scenario.does}
        </span>
      </>
    ),
  },
  {
    id: "breaks",
    header: "Breaks step",
    cell: ({ row: { original: scenario } }) =>
      scenario.breaks ? (
        <span className="line">
          <TraceStrip states={brokenStrip(scenario.breaks)} />
          <span className="num text2" aria-hidden>
            {scenario.breaks.step}
          </span>
        </span>
      ) : (
        <span className="text3">none</span>
      ),
  },
  { id: "last", header: "Last run", meta: { className: "spare" }, cell: ({ row }) => <LastRun of={row.original} /> },
  {
    id: "play",
    header: "Run",
    meta: { className: "end" },
    cell: ({ row }) => <Play of={row.original} acts={acts} />,
  },
];

import { Button } from "@mantine/core";
import { useMemo } from "react";
import type { LabScenario } from "../../shared/contract/lab.ts";
import { DataGrid } from "../ui/grid/DataGrid.tsx";
import { Empty } from "../ui/Nothing.tsx";
import { type RowActs, scenarioColumns } from "./columns.tsx";
import { scenarioParts } from "./scenario-rows.ts";

const ROW = 44;
const rowId = ({ name }: LabScenario) => name;

/** All scenarios, part by part, with the step that each breaks and how its last run went. */
export function LabTable(props: {
  readonly scenarios: readonly LabScenario[];
  readonly typed: string;
  readonly openName: string | null;
  readonly acts: RowActs;
  readonly onOpen: (name: string, how: "pointer" | "keyboard") => void;
  readonly onMove: (name: string) => void;
  readonly onClear: () => void;
}) {
  const { scenarios, typed, acts } = props;
  const columns = useMemo(() => scenarioColumns(acts), [acts]);
  const { rows, sections } = useMemo(() => scenarioParts(scenarios, typed), [scenarios, typed]);
  if (rows.length === 0)
    return (
      <Empty
        title={`No scenario is called “${typed}”`}
        says="Scenarios are found by their words, or by a defect's number."
      >
        <Button onClick={props.onClear}>Clear the filter</Button>
      </Empty>
    );
  return (
    <DataGrid
      label="Scenarios"
      className="lab-grid"
      columns={columns}
      rows={rows}
      rowId={rowId}
      sections={sections}
      rowHeight={ROW}
      total={rows.length}
      openId={props.openName}
      onOpen={props.onOpen}
      onMove={props.onMove}
      onMark={acts.pick}
    />
  );
}

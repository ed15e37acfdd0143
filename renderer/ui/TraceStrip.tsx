import type { TraceStepState } from "../../shared/contract/states.ts";
import { describeStrip } from "./trace-words.ts";

const WIDTH = 5;
const GAP = 2;
const HEIGHT = 14;
const TOTAL = 10 * WIDTH + 9 * GAP + 4;

/** Marks stand in groups of 4, 3 and 3: bought, paid, delivered. */
const left = (index: number): number => index * (WIDTH + GAP) + (index >= 4 ? 2 : 0) + (index >= 7 ? 2 : 0);

function Mark({ state, x }: { readonly state: TraceStepState; readonly x: number }) {
  if (state === "proved") return <rect x={x} y={1} width={WIDTH} height={HEIGHT - 2} rx={1} className="strip-proved" />;
  if (state === "waiting")
    return <rect x={x} y={HEIGHT - 6} width={WIDTH} height={5} rx={1} className="strip-waiting" />;
  if (state === "unknown") return <circle cx={x + WIDTH / 2} cy={HEIGHT / 2} r={1.8} className="strip-unknown" />;
  if (state === "missing")
    return <rect x={x + 0.75} y={1.75} width={WIDTH - 1.5} height={HEIGHT - 3.5} rx={0.75} className="strip-missing" />;
  return (
    <g className="strip-contradicted">
      <rect x={x} y={1} width={WIDTH} height={4.5} rx={1} />
      <rect x={x} y={HEIGHT - 5.5} width={WIDTH} height={4.5} rx={1} />
    </g>
  );
}

/** The ten steps as ten marks; shape tells them apart, colour repeats it. A closed order's open marks are grey. */
export function TraceStrip(props: {
  readonly states: readonly TraceStepState[];
  readonly scale?: number;
  readonly closed?: boolean;
}) {
  const { states, scale = 1, closed = false } = props;
  return (
    <svg
      className="strip"
      data-closed={closed || undefined}
      width={TOTAL * scale}
      height={HEIGHT * scale}
      viewBox={`0 0 ${TOTAL} ${HEIGHT}`}
      role="img"
      aria-label={describeStrip(states, closed)}
    >
      {states.map((state, index) => (
        <Mark key={left(index)} state={state} x={left(index)} />
      ))}
    </svg>
  );
}

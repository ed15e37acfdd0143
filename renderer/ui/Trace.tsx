import type { ReactNode } from "react";
import type { TraceStep } from "../../shared/contract/trace.ts";
import { Age } from "./Age.tsx";
import { Prose } from "./Id.tsx";
import { StatusGlyph } from "./Status.tsx";
import { Tag } from "./Tag.tsx";
import { openStep, stepTimes, waitsSince } from "./trace-words.ts";
import { vocabulary } from "./vocabulary.ts";

/** One step on one line. `after` dims it: it waits for the open one. */
function StepLine(props: { readonly step: TraceStep; readonly time: string; readonly after: boolean }) {
  const { step, time, after } = props;
  const word = vocabulary.step[step.state];
  return (
    <li className="trace-line" data-state={step.state} data-after={after || undefined}>
      <StatusGlyph of={word} size={16} />
      <span className="trace-no num">{step.step}</span>
      <span className="trace-name">
        {step.name}
        <span className="unseen">, {word.word}</span>
      </span>
      <span className="trace-says clip" title={step.says}>
        <Prose>{step.says}</Prose>
      </span>
      <span className="trace-at num">{time}</span>
    </li>
  );
}

/** Who says what of a step, and when they said it. */
function EvidenceTable({ step }: { readonly step: TraceStep }) {
  if (step.evidence.length === 0) return null;
  return (
    <table className="evidence">
      <caption className="unseen">Evidence</caption>
      <tbody>
        {step.evidence.map(({ side, fact, at }) => (
          <tr key={`${side} ${fact}`}>
            <th scope="row">{side}</th>
            <td>
              <Prose>{fact}</Prose>
            </td>
            <td className="num">{at !== null && <Age at={at} ago />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The first step that is not proved: the answer to where the purchase is, and the only loud thing. */
function OpenStep(props: { readonly step: TraceStep; readonly since: number | null; readonly children: ReactNode }) {
  const { step, since } = props;
  const word = vocabulary.step[step.state];
  return (
    <li className="open-step" data-tone={word.tone} data-state={step.state}>
      <div className="trace-line">
        <StatusGlyph of={word} size={16} />
        <span className="trace-no num">{step.step}</span>
        <span className="trace-name">{step.name}</span>
        <Tag tone={word.tone}>{word.word}</Tag>
        <span className="trace-at num">{since !== null && <Age at={since} />}</span>
      </div>
      <div className="open-body">
        <p>
          <Prose>{step.says}</Prose>
        </p>
        <EvidenceTable step={step} />
        {props.children}
      </div>
    </li>
  );
}

/**
 * An order's ten steps: proved ones a line each, the first that is not proved open with its evidence and with what
 * `plan` draws for it, those after it a line each and dim.
 */
export function Trace(props: { readonly trace: readonly TraceStep[]; readonly plan?: (step: TraceStep) => ReactNode }) {
  const { trace, plan } = props;
  const open = openStep(trace);
  const times = stepTimes(trace);
  return (
    <ol className="trace">
      {trace.map((step, index) =>
        step.step === open ? (
          <OpenStep key={step.step} step={step} since={waitsSince(trace)}>
            {plan?.(step)}
          </OpenStep>
        ) : (
          <StepLine key={step.step} step={step} time={times[index] ?? ""} after={open !== null && step.step > open} />
        ),
      )}
    </ol>
  );
}

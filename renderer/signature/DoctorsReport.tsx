import { Button } from "@mantine/core";
import { IconAlertTriangleFilled, IconCircleCheckFilled, IconCircleXFilled } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";
import type { SignatureReport } from "../../shared/contract/signature.ts";
import { Checks } from "../events/Diagnosis.tsx";
import { Prose } from "../ui/Id.tsx";
import { NumberedLines } from "../ui/NumberedLines.tsx";
import { fullTime } from "../ui/moment.ts";
import { Tag } from "../ui/Tag.tsx";
import { Proof } from "./Proof.tsx";

const VERDICTS = {
  sound: ["ok", IconCircleCheckFilled, "Sound"],
  odd: ["warn", IconAlertTriangleFilled, "Taken, but odd"],
  wrong: ["bad", IconCircleXFilled, "Refused"],
} as const;

/** The verdict and what to do about it; the focus comes here, so that it is read first. */
function VerdictBox({ report: { verdict, says, code, advice } }: { readonly report: SignatureReport }) {
  const [tone, Icon, word] = VERDICTS[verdict];
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <section className="doctor-verdict" data-tone={tone} aria-label="Verdict">
      <div className="doctor-says">
        <Icon size={16} className="glyph" aria-hidden />
        <h3 ref={head} tabIndex={-1}>
          <span className="unseen">{word}: </span>
          <Prose>{says}</Prose>
        </h3>
        <Tag>
          <span className="mono">{code}</span>
        </Tag>
      </div>
      {advice.length > 0 && (
        <div className="doctor-fix">
          <h4>Fix</h4>
          <NumberedLines of={advice} />
        </div>
      )}
    </section>
  );
}

/** A report: the verdict, its proof, each part with what was found of it. `children` is what may be tried next. */
export function DoctorsReport(props: {
  readonly report: SignatureReport;
  readonly back: string;
  readonly onBack: () => void;
  readonly children?: ReactNode;
}) {
  const { report, back, onBack, children } = props;
  return (
    <>
      <div className="new-body scroll doctor-report">
        <VerdictBox key={`${report.code} ${report.says}`} report={report} />
        <Proof report={report} />
        {report.notes.map((note) => (
          <p key={note} className="text2">
            <Prose>{note}</Prose>
          </p>
        ))}
        <h3>What was checked</h3>
        <Checks checks={report.checks} />
        {children}
      </div>
      <div className="new-foot">
        <span className="text3 small grow">Its age is told as of {fullTime(report.measuredAt)}.</span>
        <Button onClick={onBack}>{back}</Button>
      </div>
    </>
  );
}

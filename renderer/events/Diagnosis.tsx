import { IconTool } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Diagnosis, DiagnosisCheck, TriedSecret } from "../../shared/contract/diagnosis.ts";
import { Prose } from "../ui/Id.tsx";
import { NumberedLines } from "../ui/NumberedLines.tsx";
import { StatusGlyph } from "../ui/Status.tsx";
import { vocabulary } from "../ui/vocabulary.ts";

const PARTS: Readonly<Record<DiagnosisCheck["part"], string>> = {
  path: "Path",
  header: "Header",
  body: "Body",
  age: "Age",
  secret: "Secret",
  mode: "Mode",
};

/** Each part of a request and what was found of it; what is wrong is the only loud line. */
export function Checks({ checks }: { readonly checks: readonly DiagnosisCheck[] }) {
  return (
    <ul className="checks" aria-label="What was checked">
      {checks.map(({ part, state, says }) => (
        <li key={part} data-state={state}>
          <StatusGlyph of={vocabulary.part[state]} />
          <span className="checks-part">
            {PARTS[part]}
            <span className="unseen">, {vocabulary.part[state].word}</span>
          </span>
          <span className="checks-says">
            <Prose>{says}</Prose>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Secrets({ secrets }: { readonly secrets: readonly TriedSecret[] }) {
  if (secrets.length === 0) return null;
  return (
    <>
      <h3>Secrets tried</h3>
      <table className="rows">
        <tbody>
          {secrets.map(({ fingerprint, environment, matches }) => (
            <tr key={`${fingerprint} ${environment}`}>
              <td className="mono">{fingerprint}</td>
              <td>{environment === null ? "held by this environment" : `of ${environment}`}</td>
              <td className="num">{matches ? "match" : "no match"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What an unsigned body says of itself: a hint, never a proof. */
function Claims({ claims }: { readonly claims: NonNullable<Diagnosis["claims"]> }) {
  const { eventId, type, livemode, thin } = claims;
  return (
    <p className="text2 diagnosis-claims">
      The body says it is <span className="mono">{type ?? "an event without a type"}</span>
      {eventId !== null && (
        <>
          , <Prose>{eventId}</Prose>
        </>
      )}
      , {livemode ? "live" : "test"} mode
      {thin ? ", a thin event" : ""}. Without a good signature none of this is proved.
    </p>
  );
}

/**
 * Why a request was refused, or what is odd about one that was taken: every check, the secrets that were tried, and what to do.
 * `children` are the acts that do it.
 */
export function DiagnosisFacts(props: { readonly diagnosis: Diagnosis; readonly children?: ReactNode }) {
  const { diagnosis, children } = props;
  const { checks, secrets, advice, claims, fittingForm } = diagnosis;
  return (
    <div className="diagnosis">
      <Checks checks={checks} />
      {fittingForm !== null && (
        <p className="text2">
          Proof: the signature fits the same JSON before something on the way <Prose>{fittingForm}</Prose>.
        </p>
      )}
      <Secrets secrets={secrets} />
      {(advice.length > 0 || children !== undefined) && (
        <section className="advice" aria-label="What to do">
          <h3>
            <IconTool size={15} aria-hidden /> What to do
          </h3>
          <NumberedLines of={advice} />
          {children}
        </section>
      )}
      {claims !== null && <Claims claims={claims} />}
    </div>
  );
}

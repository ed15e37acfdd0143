import { Button } from "@mantine/core";
import type { OrderDetail, ProvisioningStepRow } from "../../../shared/contract/orders.ts";
import { formatStep } from "../../ui/age.ts";
import { Prose } from "../../ui/Id.tsx";
import { Json } from "../../ui/Json.tsx";
import { exactTime, fullTime } from "../../ui/moment.ts";
import { Status } from "../../ui/Status.tsx";
import { vocabulary } from "../../ui/vocabulary.ts";
import type { OpenDialog } from "../order-dialog.ts";
import { type Exchange, exchangesIn } from "./exchanges.ts";
import { stoppedAt } from "./step-values.ts";
import { stepAdvice } from "./step-words.ts";

interface Props {
  readonly order: OrderDetail;
  readonly onOpen: OpenDialog;
}

/** One call to the panel: what was asked, what came back, and how long that took. */
function Call({ of }: { readonly of: Exchange }) {
  const { method, path, status, durationMs, requestBody, responseBody } = of;
  return (
    <details className="step-call">
      <summary>
        <span className="mono">
          {method} {path}
        </span>{" "}
        <span className="text3">
          {status ?? "no answer"}, {formatStep(durationMs).slice(2)}
        </span>
      </summary>
      {requestBody !== null && (
        <>
          <p className="text3 small">Sent</p>
          <Json text={JSON.stringify(requestBody, null, 2)} />
        </>
      )}
      <p className="text3 small">Answered</p>
      <Json text={JSON.stringify(responseBody ?? null, null, 2)} />
    </details>
  );
}

/** What may be done about the step that an order stopped at, and the way to do it. */
function Advice({ step, order, onOpen }: { readonly step: ProvisioningStepRow } & Props) {
  const says = stepAdvice(step);
  if (says === "") return null;
  return (
    <div className="step-advice">
      <p className="grow">{says}</p>
      {order.retry.allowed && <Button onClick={() => onOpen({ kind: "step" })}>Edit and retry</Button>}
    </div>
  );
}

function Step({ step, stopped, ...rest }: { readonly step: ProvisioningStepRow; readonly stopped: boolean } & Props) {
  const { startedAt, finishedAt } = step;
  const calls = exchangesIn(step.evidence);
  return (
    <tr>
      <td>
        <Status of={vocabulary.attempt[step.outcome]} />
      </td>
      <td>
        <span className="mono">{step.name}</span>
        {step.attempt > 1 && <span className="text3"> attempt {step.attempt}</span>}
        <span className="text3 num" title={fullTime(startedAt)}>
          {" "}
          at {exactTime(startedAt)}
        </span>
        <p className="text2">
          <Prose>{step.says}</Prose>
          {step.code !== null && <span className="mono text3"> {step.code}</span>}
        </p>
        {stopped && <Advice step={step} {...rest} />}
        {calls.map((call) => (
          <Call key={`${call.startedAt} ${call.method} ${call.path}`} of={call} />
        ))}
      </td>
      <td className="num">{finishedAt === null ? "runs" : formatStep(finishedAt - startedAt).slice(2)}</td>
    </tr>
  );
}

/** Every attempt at every step of making the server, newest first, and what the last one needs. */
export function OrderSteps({ order, onOpen }: Props) {
  const { steps, edits } = order;
  const stopped = order.status === "provisioned" ? null : stoppedAt(order);
  if (steps.length === 0) return null;
  return (
    <>
      <h3>Steps</h3>
      {edits.map(({ step, by, says }) => (
        <p key={step} className="text2 step-edit">
          <span className="mono">{step}</span> goes by {says}, given by {by}.
        </p>
      ))}
      <table className="rows">
        <tbody>
          {steps.map((step) => (
            <Step key={step.id} step={step} stopped={step.id === stopped?.id} order={order} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </>
  );
}

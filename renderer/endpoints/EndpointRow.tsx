import { Button } from "@mantine/core";
import type { EndpointAct, EndpointCheck, EndpointRow as Row, EndpointWish } from "../../shared/contract/endpoints.ts";
import { Id, Prose } from "../ui/Id.tsx";
import { Status, StatusGlyph } from "../ui/Status.tsx";
import { vocabulary } from "../ui/vocabulary.ts";

const PARTS: Readonly<Record<EndpointCheck["part"], string>> = {
  address: "Address",
  status: "Status",
  secret: "Secret",
  events: "Events",
  version: "Version",
  twice: "Doubles",
};

const ACTS: Readonly<Record<EndpointAct, string>> = {
  create: "Ask again",
  correct: "Correct",
  recreate: "Create",
  disable: "Disable",
  remove: "Remove",
};

function Checks({ checks }: { readonly checks: readonly EndpointCheck[] }) {
  return (
    <ul className="endpoint-checks">
      {checks.map(({ part, state, says }) => (
        <li key={part} data-loud={state === "wrong" || state === "odd" || undefined}>
          <StatusGlyph of={vocabulary.check[state]} size={14} />
          <span>
            {PARTS[part]}
            <span className="unseen">, {vocabulary.check[state].word}</span>
          </span>
          <span>
            <Prose>{says}</Prose>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** One endpoint: what is wrong with it, every check, and the numbered fix; one that is fine is a line that opens. */
export function EndpointRow({ row, onWish }: { readonly row: Row; readonly onWish: (wish: EndpointWish) => void }) {
  const { id, url, verdict, says, checks, fix, enabled } = row;
  const word = vocabulary.check[verdict];
  const end = enabled ? "disable" : "remove";
  return (
    <details className="endpoint" data-tone={verdict === "fine" ? undefined : word.tone} open={verdict !== "fine"}>
      <summary>
        <Status of={word} strong={verdict !== "fine"} />
        <span className="endpoint-says">{says}</span>
        <Id value={id} />
        <span className="mono clip endpoint-url" title={url}>
          {url}
        </span>
      </summary>
      <Checks checks={checks} />
      {fix.length > 0 && (
        <div className="endpoint-fix">
          <h4>Fix</h4>
          <ol>
            {fix.map(({ says: step, wish }) => (
              <li key={step}>
                <span>
                  <Prose>{step}</Prose>
                </span>
                {wish !== null && (
                  <Button aria-label={`${ACTS[wish.act]}: ${step}`} onClick={() => onWish(wish)}>
                    {ACTS[wish.act]}
                  </Button>
                )}
              </li>
            ))}
          </ol>
        </div>
      )}
      {fix.length === 0 && (
        <div className="endpoint-end">
          <Button onClick={() => onWish({ act: end, endpointId: id, address: null })}>{ACTS[end]}</Button>
        </div>
      )}
    </details>
  );
}

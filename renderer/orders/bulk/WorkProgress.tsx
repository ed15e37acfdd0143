import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { rpc } from "../../app/engine/rpc.ts";

const PARTS = [
  { part: "done", tone: "ok", word: "running" },
  { part: "working", tone: "wait", word: "at work" },
  { part: "failed", tone: "bad", word: "failed again" },
  { part: "other", tone: "off", word: "went another way" },
] as const;

/** How far orders are that were put to work together. */
export function WorkProgress(props: { readonly orderIds: readonly string[]; readonly onClose: () => void }) {
  const { orderIds, onClose } = props;
  const { data } = useQuery(rpc.acts.progress.queryOptions({ input: { orderIds: [...orderIds] } }));
  if (!data) return null;
  const parts = PARTS.filter(({ part }) => data[part] > 0);
  const says = parts.map(({ part, word }) => `${data[part]} ${word}`).join(", ");
  return (
    <output className="action-bar">
      <span className="work-bar" aria-hidden>
        {parts.map(({ part, tone }) => (
          <span key={part} data-tone={tone} style={{ flexGrow: data[part] }} />
        ))}
      </span>
      <span className="grow">
        Of {orderIds.length} put to work: {says}.
      </span>
      <Button onClick={onClose}>Close</Button>
    </output>
  );
}

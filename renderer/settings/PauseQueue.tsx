import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { QueueRow } from "../../shared/contract/queues.ts";
import { rpc } from "../app/engine/rpc.ts";
import { explain } from "../app/explain.ts";
import { toast } from "../ui/toasts.ts";

const SHORTEST = 3;

function useQueueActs(queue: string, onDone: () => void) {
  const cache = useQueryClient();
  const settled = {
    onSuccess: (rows: QueueRow[]) => {
      cache.setQueryData(rpc.queues.list.queryKey(), rows);
      onDone();
    },
    onError: (cause: unknown) => {
      const { code, says } = explain(cause);
      toast({ tone: "bad", title: `The queue ${queue} stays as it is`, says: `${says} ${code}` });
    },
  };
  const pause = useMutation(rpc.queues.pause.mutationOptions(settled));
  const resume = useMutation(rpc.queues.resume.mutationOptions(settled));
  return { pause, resume };
}

interface Why {
  readonly queue: string;
  readonly busy: boolean;
  readonly onPause: (reason: string) => void;
  readonly onLeave: () => void;
}

function WhyForm({ queue, busy, onPause, onLeave }: Why) {
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = () => {
    if (reason.trim().length < SHORTEST) setError("Say why, for the audit");
    else if (!busy) onPause(reason);
  };
  return (
    <form
      className="set-pause"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextInput
        ref={field}
        size="xs"
        aria-label={`Why ${queue} is paused`}
        placeholder="Why, for the audit"
        maxLength={500}
        value={reason}
        error={error}
        onKeyDown={(event) => event.key === "Escape" && onLeave()}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          setError(null);
        }}
      />
      <Button type="submit" variant="filled" className="set-pause-go" loading={busy}>
        Pause
      </Button>
    </form>
  );
}

/** Pauses a queue once it was said why, or resumes it. */
export function PauseQueue({ of: { queue, paused } }: { readonly of: QueueRow }) {
  const [asks, setAsks] = useState(false);
  const { pause, resume } = useQueueActs(queue, () => setAsks(false));
  if (paused)
    return (
      <Button loading={resume.isPending} aria-label={`Resume ${queue}`} onClick={() => resume.mutate({ queue })}>
        Resume
      </Button>
    );
  if (!asks)
    return (
      <Button aria-label={`Pause ${queue}`} onClick={() => setAsks(true)}>
        Pause
      </Button>
    );
  const onPause = (reason: string) => pause.mutate({ queue, reason });
  return <WhyForm queue={queue} busy={pause.isPending} onPause={onPause} onLeave={() => setAsks(false)} />;
}

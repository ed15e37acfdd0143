import { Button } from "@mantine/core";
import { IconHistory, IconPlayerStopFilled } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { rpc } from "../app/engine/rpc.ts";
import { PageHead } from "../ui/PageHead.tsx";
import { ResetDialog } from "./ResetDialog.tsx";
import type { LabActs } from "./use-lab.ts";

/** The page's head: the ways back from whatever was broken. */
export function LabHead({ runs, acts }: { readonly runs: boolean; readonly acts: LabActs }) {
  const [asks, setAsks] = useState(false);
  const counts = useQuery(rpc.orders.counts.queryOptions());
  return (
    <PageHead title="Fault lab" fact="break the sandbox on purpose, watch the trace find it">
      <Button leftSection={<IconHistory size={14} aria-hidden />} onClick={() => setAsks(true)}>
        Reset sandbox
      </Button>
      {runs && (
        <Button
          leftSection={<IconPlayerStopFilled size={12} aria-hidden />}
          loading={acts.stop.isPending}
          onClick={() => acts.stop.mutate()}
        >
          Stop all
        </Button>
      )}
      {asks && (
        <ResetDialog
          orders={counts.data?.all}
          busy={acts.reset.isPending}
          onClose={() => setAsks(false)}
          onReset={() => acts.reset.mutate(undefined, { onSettled: () => setAsks(false) })}
        />
      )}
    </PageHead>
  );
}

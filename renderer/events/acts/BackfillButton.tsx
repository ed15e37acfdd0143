import { Button } from "@mantine/core";
import { IconDatabaseImport } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { engine } from "../../app/engine/rpc.ts";
import { explain } from "../../app/explain.ts";
import { toast } from "../../ui/toasts.ts";

/** Compares everything with Stripe now, and says what had not arrived. */
export function BackfillButton() {
  const backfill = useMutation({
    mutationFn: () => engine.eventActs.backfill(),
    onSuccess: ({ says }) => toast({ tone: "ok", title: "Compared with Stripe", says }),
    onError: (error) => {
      const { code, says } = explain(error);
      toast({ tone: "bad", title: "Stripe could not be read", says: `${says} ${code}` });
    },
  });
  return (
    <Button
      leftSection={<IconDatabaseImport size={14} aria-hidden />}
      loading={backfill.isPending}
      title="Fetch from Stripe what has not arrived"
      onClick={() => backfill.mutate()}
    >
      Backfill
    </Button>
  );
}

import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { explain } from "../app/explain.ts";
import { rpc } from "../app/engine/rpc.ts";
import { Failed, LoadingText } from "../ui/Nothing.tsx";
import { Refusal } from "../ui/Refusal.tsx";
import { DoctorsReport } from "./DoctorsReport.tsx";
import { SecretField } from "./SecretField.tsx";

/** The doctor on an entry of the journal, judged by what is known now; another secret may be tried on it. */
export function JournalDoctor({ id, onPaste }: { readonly id: number; readonly onPaste: () => void }) {
  const request = { from: "journal", journalId: id } as const;
  const asked = useQuery(rpc.signature.diagnose.queryOptions({ input: { request, secret: null } }));
  const retried = useMutation({ ...rpc.signature.diagnose.mutationOptions(), gcTime: 0 });
  const [secret, change] = useState("");
  const report = retried.data ?? asked.data;
  if (asked.error !== null)
    return (
      <div className="new-body scroll">
        <Failed what="The entry" error={asked.error} onRetry={() => void asked.refetch()} busy={asked.isFetching} />
      </div>
    );
  if (!report) return <LoadingText lines={10} />;
  return (
    <DoctorsReport report={report} back="Paste a request" onBack={onPaste}>
      <form
        className="doctor-try"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          retried.mutate({ request, secret });
        }}
      >
        <SecretField value={secret} onChange={change} />
        <Button type="submit" loading={retried.isPending} disabled={secret === ""}>
          Try it
        </Button>
      </form>
      <Refusal of={retried.error === null ? null : explain(retried.error)} />
    </DoctorsReport>
  );
}

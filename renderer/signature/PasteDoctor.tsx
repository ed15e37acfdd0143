import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { explain } from "../app/explain.ts";
import { rpc } from "../app/engine/rpc.ts";
import { PasteForm } from "./PasteForm.tsx";
import { DoctorsReport } from "./DoctorsReport.tsx";
import type { PastedRequest } from "./pasted-request.ts";
import { EMPTY_REQUEST } from "./pasted-request.ts";

/** The doctor on what is pasted: the fields, then the report; what was pasted stays until the drawer closes. */
export function PasteDoctor() {
  const [request, change] = useState<PastedRequest>(EMPTY_REQUEST);
  const diagnose = useMutation({ ...rpc.signature.diagnose.mutationOptions(), gcTime: 0 });
  if (diagnose.data)
    return <DoctorsReport report={diagnose.data} back="Change what was pasted" onBack={diagnose.reset} />;
  return (
    <PasteForm
      request={request}
      onChange={(by) => change((now) => ({ ...now, ...by }))}
      busy={diagnose.isPending}
      refusal={diagnose.error === null ? null : explain(diagnose.error)}
      onDiagnose={(input) => diagnose.mutate(input)}
    />
  );
}

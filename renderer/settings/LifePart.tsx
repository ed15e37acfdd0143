import { useQuery, useQueryClient } from "@tanstack/react-query";
import { IconAlertTriangleFilled } from "@tabler/icons-react";
import { LifeChanges, type LifeSettings } from "../../shared/contract/settings.ts";
import { engine, rpc } from "../app/engine/rpc.ts";
import { Read } from "./Read.tsx";
import { LIFE_FIELDS } from "./fields.ts";
import { FormCard } from "./SettingsCard.tsx";
import { SettingsFields } from "./SettingsFields.tsx";
import { useSettingsForm } from "./use-settings-form.ts";

const DELETING = ["terminateUnpaidAfterDays", "terminateEndedAfterDays", "terminateRefundedAfterDays"];

function LifeForm({ saved }: { readonly saved: LifeSettings }) {
  const cache = useQueryClient();
  const form = useSettingsForm({
    fields: LIFE_FIELDS,
    saved,
    schema: LifeChanges,
    save: engine.settings.changeLife,
    onSaved: (after) => cache.setQueryData(rpc.settings.life.queryKey(), after),
  });
  const deletes = DELETING.some((name) => form.draft[name] !== null);
  return (
    <FormCard title="A server's life" form={form}>
      <SettingsFields fields={LIFE_FIELDS} form={form} />
      {deletes && (
        <p className="set-strip" data-tone="warn">
          <IconAlertTriangleFilled size={14} className="glyph" data-tone="warn" aria-hidden />
          <span>
            Servers are deleted by themselves, with their data. Each deletion is announced on its order{" "}
            {String(form.draft["noticeDays"])} days before at least, and can be called off there.
          </span>
        </p>
      )}
    </FormCard>
  );
}

/** How services live and end. */
export function LifePart() {
  const life = useQuery(rpc.settings.life.queryOptions());
  return <Read of={life} what="The settings" render={(saved) => <LifeForm saved={saved} />} />;
}

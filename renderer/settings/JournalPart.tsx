import { useQuery, useQueryClient } from "@tanstack/react-query";
import { JournalChanges, type JournalSettings } from "../../shared/contract/journal-settings.ts";
import { engine, rpc } from "../app/engine/rpc.ts";
import { JOURNAL_FIELDS } from "./fields.ts";
import { Read } from "./Read.tsx";
import { FormCard } from "./SettingsCard.tsx";
import { SettingsFields } from "./SettingsFields.tsx";
import { useSettingsForm } from "./use-settings-form.ts";

function JournalForm({ saved }: { readonly saved: JournalSettings }) {
  const cache = useQueryClient();
  const form = useSettingsForm({
    fields: JOURNAL_FIELDS,
    saved,
    schema: JournalChanges,
    save: engine.settings.changeJournal,
    onSaved: (after) => cache.setQueryData(rpc.settings.journal.queryKey(), after),
  });
  return (
    <FormCard title="What is kept, and how long" form={form}>
      <p className="set-says text2">
        What is an order's, a finding's or a held event's evidence is kept beyond these days. The rest goes every ten
        minutes.
      </p>
      <SettingsFields fields={JOURNAL_FIELDS} form={form} />
    </FormCard>
  );
}

/** How long the journal keeps what. */
export function JournalPart() {
  const journal = useQuery(rpc.settings.journal.queryOptions());
  return <Read of={journal} what="The settings" render={(saved) => <JournalForm saved={saved} />} />;
}

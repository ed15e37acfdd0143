import { Button } from "@mantine/core";
import { IconDatabaseExport } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BackupChanges, type BackupRow, type BackupSettings } from "../../shared/contract/settings.ts";
import { engine, rpc } from "../app/engine/rpc.ts";
import { explain } from "../app/explain.ts";
import { Age } from "../ui/Age.tsx";
import { Prose } from "../ui/Id.tsx";
import { fullTime } from "../ui/moment.ts";
import { Status } from "../ui/Status.tsx";
import { toast } from "../ui/toasts.ts";
import { vocabulary } from "../ui/vocabulary.ts";
import { formatBytes } from "./bytes.ts";
import { BACKUP_FIELDS } from "./fields.ts";
import { Read } from "./Read.tsx";
import { Card, FormCard } from "./SettingsCard.tsx";
import { SettingsFields } from "./SettingsFields.tsx";
import { useSettingsForm } from "./use-settings-form.ts";

const failed = (title: string) => (error: unknown) => {
  const { code, says } = explain(error);
  toast({ tone: "bad", title, says: `${says} ${code}` });
};

function BackupForm({ saved }: { readonly saved: BackupSettings }) {
  const cache = useQueryClient();
  const form = useSettingsForm({
    fields: BACKUP_FIELDS,
    saved,
    schema: BackupChanges,
    save: engine.settings.changeBackups,
    onSaved: () => void cache.invalidateQueries({ queryKey: rpc.settings.backups.key() }),
  });
  return (
    <FormCard title="When" form={form}>
      <SettingsFields fields={BACKUP_FIELDS} form={form} />
    </FormCard>
  );
}

function BackupLine({ row }: { readonly row: BackupRow }) {
  const cache = useQueryClient();
  const check = useMutation(
    rpc.settings.checkBackup.mutationOptions({
      onSuccess: () => cache.invalidateQueries({ queryKey: rpc.settings.backups.key() }),
      onError: failed("The backup was not checked"),
    }),
  );
  return (
    <tr>
      <td className="num" title={row.name}>
        {fullTime(row.at).slice(0, -4)}
      </td>
      <td className="text3">
        <Age at={row.at} ago />
      </td>
      <td className="num end">{formatBytes(row.bytes)}</td>
      <td>
        <Status
          of={row.trouble === null ? vocabulary.part.fine : vocabulary.part.wrong}
          word={row.trouble === null ? "Whole" : "Damaged"}
        />
        {row.trouble !== null && (
          <p className="text2 small">
            <Prose>{row.trouble}</Prose>
          </p>
        )}
      </td>
      <td className="text3">{row.checkedAt !== null && <Age at={row.checkedAt} ago />}</td>
      <td className="end">
        <Button
          loading={check.isPending}
          aria-label={`Check the backup of ${fullTime(row.at).slice(0, -4)}`}
          onClick={() => check.mutate({ name: row.name })}
        >
          Check
        </Button>
      </td>
    </tr>
  );
}

function BackupList({ rows, folder }: { readonly rows: readonly BackupRow[]; readonly folder: string }) {
  if (rows.length === 0)
    return <p className="set-says text2">No backup was taken yet. The first is due a while after the first start.</p>;
  return (
    <>
      <table className="set-table">
        <thead>
          <tr>
            <th scope="col">Taken</th>
            <th scope="col">Age</th>
            <th scope="col" className="end">
              Size
            </th>
            <th scope="col">State</th>
            <th scope="col">Looked at</th>
            <th scope="col">
              <span className="unseen">Check</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <BackupLine key={row.name} row={row} />
          ))}
        </tbody>
      </table>
      <p className="set-says text3 small">
        In <span className="mono">{folder}</span>. Put one back with <span className="mono">--restore FILE</span>; the
        database of now is set aside, not lost.
      </p>
    </>
  );
}

/** When the database is backed up, what is there, and one more now. */
export function BackupsPart() {
  const backups = useQuery(rpc.settings.backups.queryOptions());
  const now = useMutation(
    rpc.settings.backUpNow.mutationOptions({
      onSuccess: ({ says }) => {
        toast({ tone: "ok", title: says });
        void backups.refetch();
      },
      onError: failed("No backup was asked for"),
    }),
  );
  return (
    <Read
      of={backups}
      what="The backups"
      render={({ settings, rows, folder, isWaiting }) => (
        <>
          <BackupForm saved={settings} />
          <Card
            title="Backups"
            fact={
              <Button
                leftSection={<IconDatabaseExport size={14} aria-hidden />}
                loading={now.isPending || isWaiting}
                onClick={() => now.mutate(undefined)}
              >
                Back up now
              </Button>
            }
          >
            <BackupList rows={rows} folder={folder} />
          </Card>
        </>
      )}
    />
  );
}

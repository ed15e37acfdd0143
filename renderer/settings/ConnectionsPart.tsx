import { IconKey, IconPlug } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { Connection } from "../../shared/contract/settings.ts";
import { rpc } from "../app/engine/rpc.ts";
import { Read } from "./Read.tsx";
import { Card } from "./SettingsCard.tsx";

function Line({ of: { name, value, isSecret, setBy, says } }: { readonly of: Connection }) {
  const Icon = isSecret ? IconKey : IconPlug;
  return (
    <tr>
      <th scope="row">
        <span className="line">
          <Icon size={14} className="glyph" data-tone="off" aria-hidden />
          {name}
        </span>
      </th>
      <td className={value === null ? "text3" : "mono"}>{value ?? "not set"}</td>
      <td className="text3">
        {says} <span className="mono">{setBy}</span>
      </td>
    </tr>
  );
}

/** What the engine was started with. Secrets are told apart here, never shown. */
export function ConnectionsPart() {
  const connections = useQuery(rpc.settings.connections.queryOptions());
  return (
    <Read
      of={connections}
      what="The connections"
      render={(rows) => (
        <Card title="Connections" fact="Set by flag or variable, read at start">
          <table className="set-table">
            <tbody>
              {rows.map((row) => (
                <Line key={`${row.name} ${row.value} ${row.setBy}`} of={row} />
              ))}
            </tbody>
          </table>
        </Card>
      )}
    />
  );
}

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { IconDatabase, IconHeartbeat, IconInbox, IconPlug, IconStack2, type TablerIcon } from "@tabler/icons-react";
import type { ComponentType } from "react";
import { rpc } from "../app/engine/rpc.ts";
import { type SettingsPart, settingsParts } from "../app/search.ts";
import { PageHead } from "../ui/PageHead.tsx";
import { BackupsPart } from "./BackupsPart.tsx";
import { ConnectionsPart } from "./ConnectionsPart.tsx";
import { JournalPart } from "./JournalPart.tsx";
import { LifePart } from "./LifePart.tsx";
import { QueuesPart } from "./QueuesPart.tsx";
import "./settings.css";

const route = getRouteApi("/settings");

const PARTS: Readonly<
  Record<SettingsPart, { readonly name: string; readonly icon: TablerIcon; readonly body: ComponentType }>
> = {
  connections: { name: "Connections", icon: IconPlug, body: ConnectionsPart },
  life: { name: "A server's life", icon: IconHeartbeat, body: LifePart },
  journal: { name: "Journal", icon: IconInbox, body: JournalPart },
  backups: { name: "Backups", icon: IconDatabase, body: BackupsPart },
  queues: { name: "Queues", icon: IconStack2, body: QueuesPart },
};

/** What this environment goes by, and the machinery that a person may hold or mend. */
export function SettingsPage() {
  const { part = "connections" } = route.useSearch();
  const about = useQuery(rpc.system.about.queryOptions()).data;
  const Body = PARTS[part].body;
  return (
    <div className="split-main grow">
      <PageHead title="Settings" fact={about && `${about.env} environment; the others have their own`} />
      <div className="set">
        <nav className="set-parts" aria-label="Settings">
          {settingsParts.map((each) => {
            const { name, icon: Icon } = PARTS[each];
            return (
              <Link
                key={each}
                to="/settings"
                search={{ part: each }}
                aria-current={each === part ? "page" : undefined}
                className="set-part"
              >
                <Icon size={15} stroke={1.7} aria-hidden />
                {name}
              </Link>
            );
          })}
        </nav>
        <div className="set-body scroll">
          <Body key={part} />
        </div>
      </div>
    </div>
  );
}

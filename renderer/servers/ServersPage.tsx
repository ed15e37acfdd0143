import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import type { MirrorAge, ServerView } from "../../shared/contract/servers.ts";
import { useClock } from "../app/clock.ts";
import type { ServersSearch } from "../app/search.ts";
import { formatSpan } from "../ui/age.ts";
import { FilterField } from "../ui/FilterField.tsx";
import { FilterMenu } from "../ui/FilterMenu.tsx";
import { shortTime } from "../ui/moment.ts";
import { Failed, Stale } from "../ui/Nothing.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { type View, Views } from "../ui/Views.tsx";
import { NodeTable } from "./NodeTable.tsx";
import { ServersTable } from "./ServersTable.tsx";
import { useRefresh, useServers } from "./use-servers.ts";
import "./servers.css";

const route = getRouteApi("/servers");

const VIEWS: readonly View<ServerView>[] = [
  { view: "all", name: "All" },
  { view: "no_order", name: "No order", tone: "warn" },
  { view: "installing", name: "Installing" },
  { view: "suspended", name: "Suspended" },
];

const hostOf = (url: string): string => URL.parse(url)?.host ?? url;

/** Which panel this is a mirror of, and how old it is. */
function MirrorFact({ mirror }: { readonly mirror: MirrorAge }) {
  const { panelUrl, readAt } = mirror;
  const behind = useClock((now) => (readAt === null ? "not read yet" : `${formatSpan(now - readAt)} behind`));
  return panelUrl === null ? "no panel is set" : `mirrored from ${hostOf(panelUrl)}, ${behind}`;
}

function StaleStrip(props: { readonly mirror: MirrorAge; readonly refresh: ReturnType<typeof useRefresh> }) {
  const { readAt, failure } = props.mirror;
  const { isPending, mutate } = props.refresh;
  const since = useClock((now) => (readAt === null ? null : shortTime(readAt, now)) ?? "");
  if (failure === null) return null;
  return (
    <Stale act={{ label: "Try now", run: () => mutate(undefined), busy: isPending }}>
      {since === ""
        ? "The panel has not answered yet, so nothing is known of its servers."
        : `The panel has not answered since ${since}. Shown as it was then.`}{" "}
      <span className="text2">{failure}</span>
    </Stale>
  );
}

/** Servers: the panel's nodes with their room and its servers, as the mirror last read them. */
export function ServersPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const servers = useServers(search);
  const refresh = useRefresh();
  const { nodes, mirror } = servers;
  const narrow = useCallback(
    (by: ServersSearch) => void navigate({ search: (now) => ({ ...now, ...by }), replace: true }),
    [navigate],
  );
  const onQuery = useCallback((q: string) => narrow({ q: q === "" ? undefined : q }), [narrow]);
  const rows = nodes.data?.rows ?? [];
  return (
    <div className="split-main grow">
      <PageHead title="Servers" fact={mirror && <MirrorFact mirror={mirror} />}>
        <Button
          leftSection={<IconRefresh size={14} aria-hidden />}
          loading={refresh.isPending}
          onClick={() => refresh.mutate(undefined)}
        >
          Read the panel now
        </Button>
      </PageHead>
      {mirror && <StaleStrip mirror={mirror} refresh={refresh} />}
      {nodes.isError && rows.length === 0 && !servers.list.isError && (
        <Failed what="Nodes" error={nodes.error} onRetry={() => void nodes.refetch()} busy={nodes.isFetching} />
      )}
      {rows.length > 0 && <NodeTable nodes={rows} stale={mirror?.failure != null} />}
      <Views
        label="Views of the servers"
        views={VIEWS}
        counts={servers.counts}
        active={search.view ?? "all"}
        onChoose={(view) => void navigate({ search: (now) => ({ ...now, view: view === "all" ? undefined : view }) })}
      />
      <search className="filters">
        <FilterField
          label="Filter servers"
          placeholder="Filter by name, identifier, address or customer"
          value={search.q ?? ""}
          onChange={onQuery}
        />
        <FilterMenu
          name="Node"
          any="Any node"
          choices={rows.map(({ id, name }) => ({ value: id, name }))}
          value={search.node}
          onChoose={(node) => narrow({ node })}
        />
      </search>
      <ServersTable
        search={search}
        servers={servers}
        onOpenOrder={(order) => void navigate({ to: "/orders", search: { order } })}
        onClear={() => narrow({ q: undefined, node: undefined })}
      />
    </div>
  );
}

import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import type { OrderView } from "../../shared/contract/orders.ts";
import { rpc } from "../app/engine/rpc.ts";
import { orderStatuses, type OrdersSearch } from "../app/search.ts";
import { useConsole } from "../app/store.ts";
import { FilterField } from "../ui/FilterField.tsx";
import { FilterMenu } from "../ui/FilterMenu.tsx";
import { Keys } from "../ui/Keys.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { StatusGlyph } from "../ui/Status.tsx";
import { type View, Views } from "../ui/Views.tsx";
import { vocabulary } from "../ui/vocabulary.ts";
import { ActionBar } from "./bulk/ActionBar.tsx";
import { OrderPane } from "./OrderPane.tsx";
import { OrdersTable, useHold } from "./OrdersTable.tsx";
import { useOrders } from "./use-orders.ts";
import "./orders.css";

const route = getRouteApi("/orders");

const VIEWS: readonly View<OrderView>[] = [
  { view: "all", name: "All" },
  { view: "attention", name: "Needs attention", tone: "bad" },
  { view: "paid_no_server", name: "Paid, no server", tone: "bad" },
  { view: "running", name: "Running" },
  { view: "past_due", name: "Past due", tone: "warn" },
  { view: "waiting_on_bank", name: "Waiting on bank" },
];

const STATES = orderStatuses.map((status) => ({
  value: status,
  name: vocabulary.order[status].word,
  mark: <StatusGlyph of={vocabulary.order[status]} size={14} />,
}));

/** The catalog's regions. It tells them with their room for a plan, so the first plan is asked about. */
function useRegions() {
  const plans = useQuery(rpc.catalog.plans.queryOptions());
  const planId = plans.data?.[0]?.id;
  const regions = useQuery(
    rpc.catalog.regions.queryOptions({ input: { planId: planId ?? "" }, enabled: planId !== undefined }),
  );
  return (regions.data ?? []).map(({ id }) => ({ value: id, name: id }));
}

function Filters(props: { readonly search: OrdersSearch; readonly narrow: (by: OrdersSearch) => void }) {
  const { search, narrow } = props;
  const regions = useRegions();
  const onQuery = useCallback((q: string) => narrow({ q: q === "" ? undefined : q }), [narrow]);
  return (
    <search className="filters">
      <FilterField
        label="Filter orders"
        placeholder="Filter by customer, id, plan or server"
        value={search.q ?? ""}
        onChange={onQuery}
      />
      <FilterMenu
        name="State"
        any="Any state"
        choices={STATES}
        value={search.status}
        onChoose={(status) => narrow({ status })}
      />
      <FilterMenu
        name="Region"
        any="Any region"
        choices={regions}
        value={search.region}
        onChoose={(region) => narrow({ region })}
      />
    </search>
  );
}

/** What "all that match" are: in the view of those that paid and have no server, as far as the engine filters the same way. */
const matchOf = ({ view, q, status, region }: OrdersSearch) =>
  view === "paid_no_server" && q === undefined ? { status: status ?? null, region: region ?? null } : null;

/** Orders: what was bought, how far each purchase is, and the pane that says why it stands where it stands. */
export function OrdersPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const focusPane = useConsole((state) => state.focusPane);
  const { hold, onHold } = useHold(search.order !== undefined);
  const orders = useOrders(search, hold);
  const narrow = useCallback(
    (by: OrdersSearch) => void navigate({ search: (now) => ({ ...now, ...by }), replace: true }),
    [navigate],
  );
  const show = (order: string | undefined, replace: boolean) =>
    void navigate({ search: (now) => ({ ...now, order }), replace });
  return (
    <div className="split">
      <div className="split-main">
        <PageHead title="Orders">
          <Button
            leftSection={<IconPlus size={14} aria-hidden />}
            rightSection={<Keys of="N" />}
            onClick={() => void navigate({ search: (now) => ({ ...now, new: 1 as const }) })}
          >
            New order
          </Button>
        </PageHead>
        <Views
          label="Views of the orders"
          views={VIEWS}
          counts={orders.counts}
          active={search.view ?? "all"}
          onChoose={(view) => void navigate({ search: (now) => ({ ...now, view: view === "all" ? undefined : view }) })}
        />
        <Filters search={search} narrow={narrow} />
        <OrdersTable
          search={search}
          orders={orders}
          onHold={onHold}
          onOpen={(id, how) => {
            focusPane(how === "keyboard");
            show(id, false);
          }}
          onMove={(id) => show(id, true)}
          onClear={() => narrow({ q: undefined, status: undefined, region: undefined })}
        />
        <ActionBar match={matchOf(search)} matches={orders.rows.length} />
      </div>
      {search.order !== undefined && <OrderPane orderId={search.order} onClose={() => show(undefined, false)} />}
    </div>
  );
}

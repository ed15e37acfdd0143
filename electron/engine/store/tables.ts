import type { PlansTable, PlanPricesTable, RegionsTable, AddonsTable } from "./tables/catalog.ts";
import type {
  CustomersTable,
  OrdersTable,
  OrderSessionsTable,
  CheckoutRequestsTable,
  OrderHistoryTable,
  ProvisioningStepsTable,
} from "./tables/orders.ts";
import type { HandledArrivalsTable, ReplayRunsTable, ReplayedEventsTable } from "./tables/event-acts.ts";
import type { WebhookRequestsTable, StripeEventsLogTable, HeldEventsTable } from "./tables/events.ts";
import type { ServiceHoldsTable, ScheduledActsTable, ActRequestsTable } from "./tables/life.ts";
import type { PanelNodesTable, PanelServersTable } from "./tables/panel.ts";
import type {
  JobsTable,
  PausedQueuesTable,
  FindingsTable,
  AuditLogTable,
  MarksTable,
  SettingsTable,
} from "./tables/work.ts";

/** The tables as queries see them; `migrations/` is the truth. Flags are 0 or 1, times epoch ms, JSON is text. */
export interface Tables {
  plans: PlansTable;
  plan_prices: PlanPricesTable;
  regions: RegionsTable;
  addons: AddonsTable;
  customers: CustomersTable;
  orders: OrdersTable;
  order_sessions: OrderSessionsTable;
  checkout_requests: CheckoutRequestsTable;
  order_history: OrderHistoryTable;
  service_holds: ServiceHoldsTable;
  scheduled_acts: ScheduledActsTable;
  act_requests: ActRequestsTable;
  provisioning_steps: ProvisioningStepsTable;
  webhook_requests: WebhookRequestsTable;
  stripe_events_log: StripeEventsLogTable;
  held_events: HeldEventsTable;
  handled_arrivals: HandledArrivalsTable;
  replay_runs: ReplayRunsTable;
  replayed_events: ReplayedEventsTable;
  panel_nodes: PanelNodesTable;
  panel_servers: PanelServersTable;
  jobs: JobsTable;
  paused_queues: PausedQueuesTable;
  findings: FindingsTable;
  audit_log: AuditLogTable;
  marks: MarksTable;
  settings: SettingsTable;
}

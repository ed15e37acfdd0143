import { type Habits, isSigned, type ShopEvent } from "./habits.ts";

/** What storefronts were found to get wrong. */
export type Mistake =
  | "parses_body_first"
  | "doubles_webhook_path"
  | "throws_before_first_call"
  | "forgets_include"
  | "sends_node_as_location"
  | "omits_external_id"
  | "retries_only_paid"
  | "overwrites_status"
  | "ignores_term"
  | "reads_missing_column"
  | "trusts_success_page"
  | "reads_wrong_column"
  | "writes_no_order";

/** Each mistake as the habits that differ from the good ones. */
export const MISTAKES: Readonly<Record<Mistake, Partial<Habits>>> = {
  parses_body_first: {
    readEvent: (raw, signature, secret) => {
      const event = JSON.parse(raw) as ShopEvent;
      return isSigned(JSON.stringify(event), signature, secret) ? event : null;
    },
  },
  doubles_webhook_path: { webhookRoute: "/api/stripe/webhook/webhook" },
  throws_before_first_call: {
    beforeFirstCall: () => {
      throw new TypeError("Cannot read properties of undefined (reading 'egg')");
    },
  },
  forgets_include: { nodeQuery: "" },
  sends_node_as_location: {
    placeOn: ({ id }, allocation) => ({
      allocation: { default: allocation },
      deploy: { locations: [id], dedicated_ip: false, port_range: [] },
    }),
  },
  omits_external_id: { externalIdOf: () => undefined, actsAgain: () => true },
  retries_only_paid: {
    mayRetry: (status) => status === "paid",
    lists: (status) => !["pending", "error"].includes(status),
  },
  overwrites_status: {
    afterSubscriptionUpdate: (status) => (status === "provisioned" ? "paid" : status),
    afterFailedRenewal: () => "error",
  },
  ignores_term: { termOfPrice: () => "monthly" },
  reads_missing_column: { panelUserOf: (order) => Reflect.get(order, "pterodactyl_user_id") as unknown },
  trusts_success_page: { saysPaid: () => true },
  reads_wrong_column: { serverNumberOf: (row) => Reflect.get(row, "pterodactyl_server_id") as unknown },
  writes_no_order: { writesOrders: false },
};

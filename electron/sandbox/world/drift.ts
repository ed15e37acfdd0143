/** A disagreement between Stripe, the shop and the panel that a world can have. */
export type DriftKind =
  | "session_without_order"
  | "event_never_made"
  | "webhook_not_delivered"
  | "paid_without_server"
  | "paid_twice"
  | "amount_mismatch"
  | "term_mismatch"
  | "refunded_still_running"
  | "disputed_still_running"
  | "canceled_still_running"
  | "past_due_still_running"
  | "server_duplicated"
  | "server_without_external_id"
  | "server_suspended_though_paid"
  | "server_resized"
  | "server_deleted"
  | "server_of_another_customer"
  | "server_in_another_region"
  | "server_with_another_egg"
  | "install_failed"
  | "install_never_ended"
  | "orphan_server"
  | "email_clash";

/** What is planted, in words. */
export const DRIFT_SAYS: Readonly<Record<DriftKind, string>> = {
  session_without_order: "An older checkout took the money: the session names no order, and there is no server.",
  event_never_made: "The session is paid and Stripe made no event of it; there is no server.",
  webhook_not_delivered: "Stripe gave up delivering the completed checkout; there is no server.",
  paid_without_server: "Paid and told, and the panel has no server.",
  paid_twice: "Two sessions of one order are paid.",
  amount_mismatch: "The customer paid an older price than the plan's.",
  term_mismatch: "The metadata says yearly, the price is monthly.",
  refunded_still_running: "Refunded in full, and the server runs.",
  disputed_still_running: "Disputed, and the server runs.",
  canceled_still_running: "The subscription has ended, and the server runs.",
  past_due_still_running: "The renewal failed and was never paid, and the server runs.",
  server_duplicated: "A second server of the same customer and name carries no external id.",
  server_without_external_id: "The server carries no external id.",
  server_suspended_though_paid: "Somebody suspended a server that is paid for.",
  server_resized: "Somebody doubled the server's memory and disk.",
  server_deleted: "Somebody deleted a server that is paid for.",
  server_of_another_customer: "The server belongs to another account on the panel.",
  server_in_another_region: "The server stands in another region than was bought.",
  server_with_another_egg: "The server was made from another egg than the plan's.",
  install_failed: "The server's install failed, and nobody noticed.",
  install_never_ended: "The server has been installing ever since.",
  orphan_server: "A server carries the external id of an order that nobody paid.",
  email_clash: "The customer's e-mail address belongs to an account that another program made.",
};

export const DRIFT_KINDS = Object.keys(DRIFT_SAYS) as readonly DriftKind[];

/** These need a subscription that has lived for a while. */
const NEED_A_RENEWAL: ReadonlySet<DriftKind> = new Set<DriftKind>(["past_due_still_running"]);

const DENSE = 2; // until each kind was planted once, every second purchase
const SPARSE = 20; // and then every twentieth

/** Which drift the nth purchase has, if any: each kind once among the first ones, and one in twenty from then on. */
export function driftOf(index: number, months: number): DriftKind | null {
  const kinds = months >= 2 ? DRIFT_KINDS : DRIFT_KINDS.filter((kind) => !NEED_A_RENEWAL.has(kind));
  const dense = kinds.length * DENSE;
  if (index < dense) return index % DENSE === 1 ? kinds[(index - 1) / DENSE]! : null;
  const since = index - dense;
  return since % SPARSE === SPARSE - 1 ? kinds[Math.floor(since / SPARSE) % kinds.length]! : null;
}

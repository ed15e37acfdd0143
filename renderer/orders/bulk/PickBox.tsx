import type { OrderRow } from "../../../shared/contract/orders.ts";
import { useConsole } from "../../app/store.ts";

/** Picks an order, to do something with several at once. X does the same on the row at the cursor. */
export function PickBox({ order }: { readonly order: OrderRow }) {
  const isPicked = useConsole(({ picked }) => picked.includes(order.id));
  const togglePicked = useConsole((state) => state.togglePicked);
  return (
    <input
      type="checkbox"
      className="pick-box"
      tabIndex={-1}
      aria-label={`Pick ${order.customerEmail ?? order.serverName}`}
      checked={isPicked}
      onChange={() => togglePicked(order.id)}
    />
  );
}

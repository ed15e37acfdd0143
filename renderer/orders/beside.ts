import type { OrderRow } from "../../shared/contract/orders.ts";
import { vocabulary, type Word } from "../ui/vocabulary.ts";

/** A disagreement that none of the ten steps can show, such as a refund whose server runs on; null where there is none. */
export function besideTrace(order: Pick<OrderRow, "attention" | "strip" | "paymentState">): Word | null {
  if (order.attention === null || order.strip.some((state) => state !== "proved")) return null;
  return order.paymentState === "disputed" ? vocabulary.payment.disputed : vocabulary.step.contradicted;
}

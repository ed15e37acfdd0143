import { ulid } from "ulid";

/** A new order id: `ord_` and a ULID, so ids sort by age and carry no character that a URL or the panel would mind. */
export const newOrderId = (now: number): string => `ord_${ulid(now)}`;

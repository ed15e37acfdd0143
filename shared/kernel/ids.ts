import { ulid } from "ulid";

/** A new order id: `ord_` and a ULID, so ids sort by age and carry no character that a URL or the panel would mind. */
export const newOrderId = (now: number): string => `ord_${ulid(now)}`;

/** The shape of {@link newOrderId}'s ids; what a stranger sends as one is checked against it before it reaches a query. */
export const ORDER_ID = /^ord_[0-9A-HJKMNP-TV-Z]{26}$/;

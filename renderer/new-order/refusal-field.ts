import type { NewOrder } from "../../shared/contract/orders.ts";

const FIELDS: Readonly<Record<string, keyof NewOrder>> = {
  PLAN_NOT_FOUND: "planId",
  EGG_VARIABLE_MISSING: "planId",
  REGION_UNKNOWN: "region",
  NO_CAPACITY: "region",
  TERM_UNKNOWN: "term",
};

/** The field that a refusal is about, so that its sentence stands there; null where it is about none. */
export const refusalField = (code: string): keyof NewOrder | null => FIELDS[code] ?? null;

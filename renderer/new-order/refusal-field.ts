import type { Draft } from "./pay-ways.ts";

const FIELDS: Readonly<Record<string, keyof Draft>> = {
  PLAN_NOT_FOUND: "planId",
  EGG_VARIABLE_MISSING: "planId",
  REGION_UNKNOWN: "region",
  NO_CAPACITY: "region",
  TERM_UNKNOWN: "term",
  ACT_NOT_CONFIRMED: "confirm",
};

/** The field that a refusal is about, so that its sentence stands there; null where it is about none. */
export const refusalField = (code: string): keyof Draft | null => FIELDS[code] ?? null;

import type { Address } from "../shapes/object-types.ts";
import type { Fields } from "../wire/fields.ts";

/** The `address` of a request, null where it is unset. */
export function readAddress(fields: Fields): Address | null {
  const given = fields.group("address")?.allow("city", "country", "line1", "line2", "postal_code", "state");
  if (!given) return null;
  const text = (name: string) => given.emptyable(name) ?? null;
  return {
    city: text("city"),
    country: text("country"),
    line1: text("line1"),
    line2: text("line2"),
    postal_code: text("postal_code"),
    state: text("state"),
  };
}

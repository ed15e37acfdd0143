import type { CreatedRange, Page, PageRequest } from "../store/page.ts";
import type { Fields } from "./fields.ts";
import { noSuch, refused } from "./stripe-refusal.ts";

/** The fields that every list takes. */
export const LIST_FIELDS = ["limit", "starting_after", "ending_before", "created", "expand"] as const;

/** Stripe's list object. `url` is the path of the list. */
export const listOf = <T>(url: string, { data, hasMore }: Page<T>) => ({
  object: "list" as const,
  data,
  has_more: hasMore,
  url,
});

/** Reads the paging of a list request. A cursor for which `exists` is false is refused as Stripe refuses it. */
export function pageRequest(fields: Fields, word: string, exists: (id: string) => boolean): PageRequest {
  const startingAfter = cursor(fields, "starting_after", word, exists);
  const endingBefore = cursor(fields, "ending_before", word, exists);
  if (startingAfter !== undefined && endingBefore !== undefined)
    throw refused("ending_before", "You may only specify one of these parameters: starting_after, ending_before.");
  const limit = fields.integer("limit", { min: 1, max: 100 }) ?? 10;
  return { limit, startingAfter, endingBefore, created: createdRange(fields) };
}

function cursor(fields: Fields, name: string, word: string, exists: (id: string) => boolean): string | undefined {
  const id = fields.text(name);
  if (id !== undefined && !exists(id)) throw noSuch(word, id, name);
  return id;
}

/** `created=N`, or `created[gte]=N` and its like. Epoch seconds. */
function createdRange(fields: Fields): CreatedRange | undefined {
  if (!fields.has("created")) return undefined;
  const exact = isText(fields) ? fields.integer("created") : undefined;
  if (exact !== undefined) return { gte: exact, lte: exact };
  const range = fields.group("created")?.allow("gt", "gte", "lt", "lte");
  return {
    gt: range?.integer("gt"),
    gte: range?.integer("gte"),
    lt: range?.integer("lt"),
    lte: range?.integer("lte"),
  };
}

const isText = (fields: Fields): boolean => typeof fields.all()["created"] === "string";

/** One page of a list that lies in memory, in the order in which it lies there. */
export function pageOf<T extends { readonly id: string }>(rows: readonly T[], page: PageRequest): Page<T> {
  if (page.endingBefore !== undefined) {
    const before = rows.slice(0, indexOf(rows, page.endingBefore));
    return { data: before.slice(-page.limit), hasMore: before.length > page.limit };
  }
  const rest = page.startingAfter === undefined ? rows : rows.slice(indexOf(rows, page.startingAfter) + 1);
  return { data: rest.slice(0, page.limit), hasMore: rest.length > page.limit };
}

const indexOf = (rows: readonly { readonly id: string }[], id: string) => rows.findIndex((row) => row.id === id);

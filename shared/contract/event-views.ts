import { z } from "zod";
import { EventFilter } from "./event-rows.ts";

/** A filter of the journal under a name. Everybody who works in the environment sees it. */
export const SavedEventView = EventFilter.extend({ id: z.string(), name: z.string() });
export type SavedEventView = z.infer<typeof SavedEventView>;

/** What a view is saved as; with an id it takes that view's place. */
export const EventViewInput = EventFilter.extend({
  id: z.string().nullable().default(null),
  name: z.string().trim().min(1, "Give it a name").max(40, "40 characters at most"),
});
export type EventViewInput = z.infer<typeof EventViewInput>;

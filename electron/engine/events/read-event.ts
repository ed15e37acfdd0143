import { z } from "zod";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";

/**
 * What of an event's envelope is read; the payload itself is kept whole and never trusted for more than its ids. The rest is
 * not looked at: this is on the way to the 2xx.
 */
const Envelope = z.object({
  id: z.string().min(1).max(255),
  object: z.enum(["event", "v2.core.event"]),
  type: z.string().min(1).max(255),
  /** Epoch seconds; a thin event writes ISO text. */
  created: z.union([z.number(), z.string()]).optional(),
  livemode: z.boolean().optional(),
  data: z.object({ object: z.object({ id: z.string().optional() }).optional() }).optional(),
});

export interface ReadEvent {
  readonly eventId: string;
  readonly type: string;
  readonly thin: boolean;
  readonly livemode: boolean;
  /** Stripe's created in epoch ms; null where the body has none that can be read. */
  readonly createdAt: number | null;
  readonly objectId: string | null;
}

export interface NotAnEvent {
  readonly code: "BODY_NOT_JSON" | "BODY_NOT_AN_EVENT";
  readonly says: string;
}

/** Reads the envelope of a body whose signature was good. */
export function readEvent(body: string): Result<ReadEvent, NotAnEvent> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return err({ code: "BODY_NOT_JSON", says: "The signature is good, but the body is not JSON." });
  }
  const envelope = Envelope.safeParse(json);
  if (!envelope.success)
    return err({
      code: "BODY_NOT_AN_EVENT",
      says: "The signature is good, but the body is no Stripe event: it has no id, object or type.",
    });
  const { id, object, type, created, livemode, data } = envelope.data;
  return ok({
    eventId: id,
    type,
    thin: object === "v2.core.event",
    livemode: livemode ?? false,
    createdAt: epochMs(created),
    objectId: data?.object?.id ?? null,
  });
}

function epochMs(created: number | string | undefined): number | null {
  if (typeof created === "number") return created * 1_000;
  const parsed = Date.parse(created ?? "");
  return Number.isNaN(parsed) ? null : parsed;
}

import { FORWARD_MINUTES } from "../../../shared/contract/forward.ts";

const MINUTE_MS = 60_000;

/** Counts what came through the tunnel, minute by minute, for as long as it is told. */
export class RecentDeliveries {
  /** By the minute's number modulo the length: which minute it was, and how many. */
  readonly #minutes = Array.from({ length: FORWARD_MINUTES }, () => ({ minute: -1, count: 0 }));
  lastAt: number | null = null;

  note(at: number): void {
    const minute = Math.floor(at / MINUTE_MS);
    const slot = this.#minutes[minute % FORWARD_MINUTES]!;
    if (slot.minute !== minute) Object.assign(slot, { minute, count: 0 });
    slot.count += 1;
    this.lastAt = at;
  }

  /** Oldest first; the last one is the minute that `now` is in. */
  perMinute(now: number): number[] {
    const last = Math.floor(now / MINUTE_MS);
    return Array.from({ length: FORWARD_MINUTES }, (_, place) => {
      const minute = last - FORWARD_MINUTES + 1 + place;
      const slot = this.#minutes[minute % FORWARD_MINUTES]!;
      return slot.minute === minute ? slot.count : 0;
    });
  }
}

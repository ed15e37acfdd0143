import type { Work } from "../work.ts";
import { clockOf } from "./due-of.ts";

/** Whether an object is on a test clock that is being moved on: until it is ready, nobody else changes what is on it. */
export function isBeingMoved(work: Work, id: string): boolean {
  const value = work.objects.findAny(id);
  const clock = value && work.objects.find("test_helpers.test_clock", clockOf(value));
  return clock?.status === "advancing";
}

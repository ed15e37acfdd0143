import { expect } from "vitest";

/** `expect.poll` with patience for a machine that does other things, too. */
export const expectSoon: typeof expect.poll = (look) => expect.poll(look, { timeout: 15_000, interval: 5 });

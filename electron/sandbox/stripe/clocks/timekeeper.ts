import { setImmediate as letOthers } from "node:timers/promises";
import type { TestClock } from "../shapes/object-types.ts";
import { emit, NOBODY } from "../work.ts";
import type { World } from "../world.ts";

/**
 * Lets time pass: does what is due on the sandbox's own clock, and moves on the test clocks that are to be moved. Between
 * two things that happen it lets requests be answered and webhooks be sent, as a Stripe of many machines does.
 */
export class Timekeeper {
  readonly #world: World;
  readonly #log: (line: string) => void;
  #running: Promise<void> | undefined;
  #asked = false;
  #closed = false;

  constructor(world: World, log: (line: string) => void) {
    this.#world = world;
    this.#log = log;
  }

  /** Something may have become due. */
  wake(): void {
    this.#asked = true;
    if (this.#closed || this.#running) return;
    this.#running = this.#run()
      .catch((cause: unknown) =>
        this.#log(`time stands still: ${cause instanceof Error ? cause.stack : String(cause)}`),
      )
      .finally(() => {
        this.#running = undefined;
        if (this.#asked) this.wake();
      });
  }

  /** Resolves when nothing is due and no test clock is being moved on. */
  async settled(): Promise<void> {
    this.wake();
    while (this.#running) await this.#running;
  }

  /** Stops after the thing that is happening; the rest happens after the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#asked && !this.#closed) {
      this.#asked = false;
      await letOthers();
      this.#world.catchUp();
      for (const clock of this.#advancing()) if (this.#step(clock)) this.#asked = true;
    }
  }

  #advancing(): readonly TestClock[] {
    const filter = { where: { status: "advancing" } };
    return this.#world.objects.list("test_helpers.test_clock", { limit: 100 }, filter).data;
  }

  /** One thing on the way to the clock's new time, or its arrival there. */
  #step(clock: TestClock): true {
    const target = clock.status_details.advancing!.target_frozen_time;
    if (!this.#world.step(clock.id, target))
      this.#world.transact(NOBODY, (work) => {
        if (!work.objects.find(clock.object, clock.id)) return;
        const ready: TestClock = { ...clock, frozen_time: target, status: "ready", status_details: {} };
        work.objects.save(ready);
        emit(work, "test_helpers.test_clock.ready", ready);
      });
    return true;
  }
}

/** A request as it is looked at afterwards. */
export interface LookedAt {
  /** Grows from one to the next. */
  readonly key: number;
  /** Epoch ms. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** 0 where the connection was broken off. */
  readonly status: number;
  readonly tookMs: number;
}

const KEPT = 200;

/** The newest requests, in memory; those before are forgotten. */
export class LastRequests {
  #last: readonly LookedAt[] = [];
  #key = 0;

  add(request: Omit<LookedAt, "key">): void {
    this.#key += 1;
    this.#last = [{ ...request, key: this.#key }, ...this.#last].slice(0, KEPT);
  }

  /** The newest first. */
  newest(limit: number): readonly LookedAt[] {
    return this.#last.slice(0, limit);
  }

  forget(): void {
    this.#last = [];
  }
}

import type {
  LabClock,
  LabCode,
  LabPass,
  LabRunning,
  LabSeen,
  LabStart,
  LabState,
} from "../../../shared/contract/lab.ts";
import type { Result } from "../../../shared/kernel/result.ts";

/** Why the lab did not do it, with a sentence for a person. */
export interface LabRefusal {
  readonly code: LabCode;
  readonly says: string;
}
type Answer<T> = Promise<Result<T, LabRefusal>>;

/** The sandbox's fault lab, as far as a console uses it. Hosts bring it, in the sandbox's environment alone. */
export interface LabPort {
  state(): Answer<LabState>;
  /** All of it now, and again after each change, until `signal` aborts. Throws a {@link LabGone} where the lab goes away. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<LabSeen, void, void>;
  start(asked: LabStart): Answer<LabRunning>;
  stop(): Answer<void>;
  /** Sends customers to the shop and does not wait for them. */
  customers(count: number): Answer<{ readonly asked: number }>;
  passTime(pass: LabPass): Answer<LabClock>;
  reset(): Answer<void>;
}

/** The lab can't be watched, or can't any more. */
export class LabGone extends Error {
  override readonly name = "LabGone";
}

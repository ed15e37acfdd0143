import type { Deps } from "../deps.ts";
import type { RecordArrival } from "../events/group-commit.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";
import { type CatchUpMark, type CatchUpPhase, type CatchUpRun, writeCatchUpMark } from "./catch-up-mark.ts";
import { compareOlderSessions, compareSessions, SESSIONS_WINDOW_S } from "./compare-sessions.ts";
import { compareSubscriptions } from "./compare-subscriptions.ts";
import { journalMissing } from "./fetch-events.ts";
import { pageByPage, type PageWork } from "./page-by-page.ts";

/** Sessions are compared every minute; where they are many, less often: so long a page. */
const SESSIONS_MS_A_PAGE = 5_000;

interface Ended {
  readonly mark: CatchUpMark;
  readonly run: CatchUpRun;
}

/** Goes through a run's phases from where it stands; every page that is worked off is kept in the mark. */
export async function runPhases(
  deps: Deps,
  record: RecordArrival,
  mark: CatchUpMark,
  from: CatchUpRun,
): Promise<Ended | { readonly mark: CatchUpMark; readonly fault: StripeFault }> {
  const state = new RunState(deps, mark, from);
  for (const phase of phasesFrom(from.phase, mark, from)) {
    await state.enter(phase);
    const fault = await PHASES[phase](deps, record, state);
    if (fault) return { mark: state.mark, fault };
  }
  return { mark: state.mark, run: state.run };
}

const ORDER: readonly CatchUpPhase[] = ["events", "sessions", "subscriptions"];

function phasesFrom(first: CatchUpPhase, { sessions }: CatchUpMark, { whole, startedAt }: CatchUpRun): CatchUpPhase[] {
  const isDue = (phase: CatchUpPhase): boolean =>
    whole ||
    phase === "events" ||
    phase === first ||
    (phase === "sessions" && startedAt - (sessions?.at ?? 0) >= (sessions?.pages ?? 0) * SESSIONS_MS_A_PAGE);
  return ORDER.slice(ORDER.indexOf(first)).filter(isDue);
}

/** Where a run stands; what it tells is durable. */
class RunState {
  readonly #deps: Deps;
  mark: CatchUpMark;
  run: CatchUpRun;

  constructor(deps: Deps, mark: CatchUpMark, run: CatchUpRun) {
    this.#deps = deps;
    this.mark = mark;
    this.run = run;
  }

  async enter(phase: CatchUpPhase): Promise<void> {
    if (phase !== this.run.phase) await this.#keep({ ...this.run, phase, after: null });
  }

  /** A page was worked off; `last` is null where it was empty. */
  async page(last: string | null, news: number): Promise<void> {
    const { phase, found, pages, after } = this.run;
    const counted = { ...found, [phase]: found[phase] + news };
    await this.#keep({ ...this.run, after: last ?? after, pages: pages + 1, found: counted });
  }

  sessionsCompared(at: number, pages: number): void {
    this.mark = { ...this.mark, sessions: { at, pages } };
  }

  async #keep(run: CatchUpRun): Promise<void> {
    this.run = run;
    this.mark = { ...this.mark, run };
    await writeCatchUpMark(this.#deps, this.mark);
  }
}

type Phase = (deps: Deps, record: RecordArrival, state: RunState) => Promise<StripeFault | null>;

const PHASES: Readonly<Record<CatchUpPhase, Phase>> = {
  events(deps, record, state) {
    const { since, until } = state.run;
    return pages(state, {
      async read(startingAfter) {
        const page = await deps.stripe.listEvents({ since, until, startingAfter });
        return page.ok ? { ok: true, value: { items: page.value.events, more: page.value.more } } : page;
      },
      work: (events) => journalMissing(deps, record, events),
    });
  },

  async sessions(deps, _record, state) {
    const startedAt = deps.options.now();
    const since = Math.floor(startedAt / 1_000) - SESSIONS_WINDOW_S;
    const seen = new Set<string>();
    let askedAt = startedAt;
    let count = 0;
    const fault = await pages(state, {
      async read(startingAfter) {
        askedAt = deps.options.now();
        const page = await deps.stripe.listSessions({ since, startingAfter });
        return page.ok ? { ok: true, value: { items: page.value.sessions, more: page.value.more } } : page;
      },
      work(sessions) {
        count += 1;
        for (const { id } of sessions) seen.add(id);
        return compareSessions(deps, sessions, { askedAt, graceMs: state.run.graceS * 1_000 });
      },
    });
    if (fault) return fault;
    await state.page(null, await compareOlderSessions(deps, seen));
    state.sessionsCompared(startedAt, count);
    return null;
  },

  subscriptions: (deps, _record, state) =>
    pages(state, {
      read: (startingAfter) => deps.stripe.pageOfSubscriptions(startingAfter),
      work: (subscriptions) => compareSubscriptions(deps, subscriptions),
    }),
};

const pages = <T extends { readonly id: string }>(
  state: RunState,
  { read, work }: Omit<PageWork<T>, "onPage">,
): Promise<StripeFault | null> =>
  pageByPage(state.run.after, { read, work, onPage: (last, news) => state.page(last, news) });

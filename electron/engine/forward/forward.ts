import { setTimeout as setTimeoutAsync } from "node:timers/promises";
import type { ForwardStatus } from "../../../shared/contract/forward.ts";
import type { Change } from "../../../shared/contract/system.ts";
import type { Arrival, Journaled, Verdict } from "../events/journal.ts";
import { fingerprintOf } from "../events/webhook-secrets.ts";
import type { EngineOptions } from "../ports.ts";
import type { SigningSecrets } from "../secrets/signing-secrets.ts";
import type { Db } from "../store/open-store.ts";
import type { StripeGateway } from "../stripe/stripe-gateway.ts";
import { forwardedTypes, forwardTarget } from "./cli-command.ts";
import { cliVersion } from "./cli-process.ts";
import { type ForwardAct, type ForwardInput, type ForwardState, nextForward, offAt } from "./forward-state.ts";
import { forwardSettings, wantForward } from "./forward-settings.ts";
import { forwardTimings } from "./forward-timings.ts";
import { closeGap, fillGap, type Gap, openGap } from "./gap.ts";
import { Heartbeat } from "./heartbeat.ts";
import { RecentDeliveries } from "./recent-deliveries.ts";
import { Tunnel } from "./tunnel.ts";

/** What the forward works with. */
export interface ForwardParts {
  readonly options: EngineOptions;
  readonly db: Db;
  readonly stripe: Pick<StripeGateway, "createCustomer" | "updateCustomer">;
  readonly secrets: Pick<SigningSecrets, "keep" | "current">;
  readonly changes: { publish(change: Change): void };
  /** Empty until the ingress listens. */
  readonly ingressUrl: () => string;
  /** Fetches from Stripe what never arrived; never rejects. */
  readonly catchUp: () => Promise<void>;
}

/** How long an end waits for a catch-up that runs. */
const DRAIN_MS = 5_000;

/** The one arrival, as far as the forward looks at it. */
type Came = Pick<Arrival, "source" | "receivedAt">;

/**
 * The supervised `stripe listen`: one state, the child and the heartbeat that belong to it, and what came through. Decides
 * nothing itself: every input goes through `nextForward`, and what that asks for is done here.
 */
export class Forward {
  readonly #parts: ForwardParts;
  readonly #timings;
  readonly #tunnel: Tunnel;
  readonly #heartbeat: Heartbeat;
  readonly #recent = new RecentDeliveries();
  readonly #types: ReadonlySet<string>;
  #state: ForwardState;
  #timer: NodeJS.Timeout | undefined;
  #beats: NodeJS.Timeout | undefined;
  /** It begins before this engine: what happened while none ran belongs to the first. */
  #gap: Gap | null = openGap(null, null);
  /** When something was last known to come through. */
  #provedAt: number | null = null;
  #secret: ForwardStatus["secret"] = null;
  #version: Promise<string | null> | undefined;
  #catchingUp: Promise<void> | null = null;
  #closed = false;

  constructor(parts: ForwardParts) {
    const { options, db, stripe } = parts;
    this.#parts = parts;
    this.#timings = forwardTimings(options.env, options.forward?.timings);
    this.#types = new Set(forwardedTypes(options.env));
    this.#state = offAt(options.now());
    this.#heartbeat = new Heartbeat(
      { db, stripe, now: options.now },
      { onBack: () => this.#proved("beat_back"), onLost: () => this.#take({ kind: "beat_lost" }) },
    );
    this.#tunnel = new Tunnel(options, this.#timings.stopMs, {
      onReady: (secret) => void this.#onReady(secret),
      onLost: () => this.#onLost(),
      onEnded: (fault) => this.#take({ kind: "ended", fault }),
    });
  }

  /** Ends what a killed engine left behind, and starts where it is wanted. Call it once the ingress listens. */
  async resume(): Promise<void> {
    await this.#tunnel.reap();
    const { on } = await forwardSettings(this.#parts.db);
    if (on && !this.#closed) this.#take({ kind: "on" });
  }

  async start(operator: string): Promise<ForwardStatus> {
    await wantForward(this.#parts.db, true, operator, this.#now());
    if (this.#state.name === "off") this.#gap = openGap(null, null);
    this.#take({ kind: "on" });
    return this.status();
  }

  async stop(operator: string): Promise<ForwardStatus> {
    await wantForward(this.#parts.db, false, operator, this.#now());
    this.#take({ kind: "off" });
    await this.#tunnel.settled();
    return this.status();
  }

  async restart(operator: string): Promise<ForwardStatus> {
    await wantForward(this.#parts.db, true, operator, this.#now());
    this.#take({ kind: "restart" });
    return this.status();
  }

  /** The machine slept, or the network was away. */
  woke(): void {
    this.#take({ kind: "woke" });
  }

  /** Everything that was journaled is shown to the forward, after it is durable. */
  noteArrival({ source, receivedAt }: Came, verdict: Verdict, written: Journaled): void {
    if (verdict.kind !== "event") return;
    if (source === "forward") {
      this.#recent.note(receivedAt);
      this.#proved("delivered");
      this.#publish();
    }
    if (source === "catch_up" && written.verdict === "accepted" && this.#types.has(verdict.event.type))
      this.#noteFetched(verdict.event.createdAt ?? receivedAt);
  }

  /** A heartbeat arrived. One that came another way than through the tunnel proves nothing of it. */
  noteHeartbeat = (mark: string, source: Arrival["source"]): void => {
    if (source === "forward") this.#heartbeat.back(mark);
  };

  async status(): Promise<ForwardStatus> {
    const { options, ingressUrl } = this.#parts;
    const { name, since, why, until, spawned } = this.#state;
    const now = this.#now();
    return {
      at: now,
      state: name,
      since,
      why: why && { code: why.code, says: why.says, todo: why.todo },
      nextAt: name === "recovering" && !spawned ? until : null,
      cli: options.forward?.cli ? { ...options.forward.cli, version: await this.#askVersion() } : null,
      targetUrl: ingressUrl() === "" ? "" : forwardTarget(ingressUrl()),
      secret: this.#secret,
      heartbeat: { kind: this.#isLive() ? "inferred" : "sent", ...this.#heartbeat.facts },
      lastDeliveredAt: this.#recent.lastAt,
      perMinute: this.#recent.perMinute(now),
      gap: this.#gap && (this.#gap.filled > 0 || this.#gap.from !== null) ? this.#gap : null,
    };
  }

  /** Ends the child and everything that waits; nothing is started any more. The wish stays for the next start. */
  async close(): Promise<void> {
    this.#take({ kind: "off" });
    this.#closed = true;
    await this.#tunnel.settled();
    // What it has not fetched by then, the next start does.
    await Promise.race([this.#catchingUp, setTimeoutAsync(DRAIN_MS, undefined, { ref: false })]);
  }

  #take(input: ForwardInput): void {
    if (this.#closed) return;
    const before = this.#state;
    const world = { now: this.#now(), timings: this.#timings, chance: Math.random() };
    const { state, acts } = nextForward(before, input, world);
    this.#state = state;
    this.#followGap(before, acts);
    this.#setTimers();
    for (const act of acts) this.#do(act);
    if (state.name === before.name) return;
    this.#tell(before);
    this.#publish();
  }

  #do(act: ForwardAct): void {
    if (act === "kill") this.#tunnel.close();
    if (act === "spawn") this.#tunnel.open(forwardTarget(this.#parts.ingressUrl()));
    if (act === "beat") this.#beat();
    if (act === "catch_up") this.#catchUp();
  }

  /** The gap begins with the last proof, and ends when the tunnel stands again; both before what it asks for is done. */
  #followGap(before: ForwardState, acts: readonly ForwardAct[]): void {
    const left = before.name === "ready" && this.#state.name !== "ready";
    if (left || acts.includes("catch_up")) this.#gap = openGap(this.#gap, this.#provedAt);
    if (this.#gap && acts.includes("catch_up")) this.#gap = closeGap(this.#gap, this.#now());
    if (this.#state.name === "off") this.#gap = null;
  }

  #setTimers(): void {
    clearTimeout(this.#timer);
    const { until, name } = this.#state;
    if (until !== null) {
      this.#timer = setTimeout(() => this.#take({ kind: "time" }), Math.max(0, until - this.#now()));
      this.#timer.unref();
    }
    const beats = name === "ready" || name === "degraded";
    if (beats === (this.#beats !== undefined)) return;
    clearInterval(this.#beats);
    this.#beats = beats ? setInterval(() => this.#beatIfQuiet(), this.#timings.beatEveryMs).unref() : undefined;
    if (!beats) this.#heartbeat.forget();
  }

  /** What came through lately is proof enough. */
  #beatIfQuiet(): void {
    const quietMs = this.#now() - (this.#recent.lastAt ?? 0);
    if (this.#state.name === "ready" && !this.#heartbeat.isWaiting && quietMs >= this.#timings.beatEveryMs)
      this.#beat();
  }

  #beat(): void {
    if (this.#isLive()) return;
    this.#heartbeat.send(this.#timings.beatMs).then(
      () => this.#publish(),
      (cause: unknown) => this.#parts.options.log.error({ err: cause }, "The forward's heartbeat could not be kept"),
    );
  }

  #catchUp(): void {
    const run = (this.#catchingUp ?? Promise.resolve()).then(() => this.#parts.catchUp());
    const done = run.finally(() => {
      if (this.#catchingUp === done) this.#catchingUp = null;
      this.#publish();
    });
    this.#catchingUp = done;
  }

  async #onReady(secret: string): Promise<void> {
    const now = this.#now();
    const kept = this.#parts.secrets.keep(secret, { kind: "forward" }); // counts from here on, durable or not
    this.#secret = { capturedAt: now, fingerprint: fingerprintOf(secret) };
    this.#take({ kind: "ready" });
    this.#provedAt = now;
    this.#publish();
    await kept;
  }

  /** The CLI had an event that did not reach us, and won't bring it again. */
  #onLost(): void {
    const now = this.#now();
    this.#gap = closeGap(openGap(this.#gap, this.#provedAt), now);
    this.#catchUp();
  }

  /** Fetched: it closes a gap, or shows that the tunnel let it slip. */
  #noteFetched(createdAt: number): void {
    const { name, since } = this.#state;
    const late = this.#now() - createdAt >= this.#timings.missedMs;
    if (name === "ready" && late && createdAt > since + 1_000 && !this.#isInGap(createdAt))
      this.#take({ kind: "missed" });
    this.#gap = fillGap(this.#gap, createdAt);
    this.#publish();
  }

  #isInGap = (createdAt: number): boolean => fillGap(this.#gap, createdAt) !== this.#gap;

  #proved(kind: "delivered" | "beat_back"): void {
    this.#take({ kind });
    this.#provedAt = this.#now();
    if (kind === "beat_back") this.#publish();
  }

  #tell(before: ForwardState): void {
    const { name, why } = this.#state;
    const facts = { from: before.name, to: name, ...(why && { code: why.code }) };
    if (why) this.#parts.options.log.warn(facts, `The forward is ${name}: ${why.says}`);
    else this.#parts.options.log.info(facts, `The forward is ${name}`);
  }

  async #askVersion(): Promise<string | null> {
    const { cli, folder } = this.#parts.options.forward!;
    this.#version ??= cli ? cliVersion(cli.path, folder) : Promise.resolve(null);
    return this.#version;
  }

  #publish = (): void => this.#parts.changes.publish({ topic: "forward", ids: [] });
  #isLive = (): boolean => this.#parts.options.env === "live";
  #now = (): number => this.#parts.options.now();
}

import type { CatalogFile } from "../../../../shared/contract/catalog-file.ts";
import type { SandboxPanel } from "../../panel/start-sandbox-panel.ts";
import type { SandboxKeys } from "../../sandbox-keys.ts";
import type { SandboxStripe } from "../../stripe/start-sandbox-stripe.ts";
import type { Mistake } from "../older-shop/mistakes.ts";
import type { RuleOf } from "../scenario.ts";
import { type OlderShop, startOlderShop } from "../older-shop/start-older-shop.ts";
import { laysHandOn } from "./hands.ts";
import { hitsOf } from "./hits-of.ts";
import type { LabFile, LabState, Running } from "./lab-file.ts";
import type { LabTime } from "./lab-time.ts";
import type { RunningRules } from "./running-rules.ts";
import type { RunningServers } from "./running-servers.ts";
import { type Choose, planChange, type Sides, takeBack } from "./standing-changes.ts";

interface ConductorPorts {
  readonly file: LabFile;
  readonly rules: RunningRules;
  readonly time: LabTime;
  readonly servers: RunningServers;
  readonly stripe: SandboxStripe;
  readonly panel: SandboxPanel;
  readonly keys: SandboxKeys;
  readonly catalog: CatalogFile;
}

/**
 * Begins and ends scenarios: what they change at once, what stands beside while they run, and the way back. All it must
 * know after its process has died is in the lab's file.
 */
export class Conductor {
  readonly #ports: ConductorPorts;
  #olderShop: OlderShop | undefined;

  constructor(ports: ConductorPorts) {
    this.#ports = ports;
  }

  /** Where the older shop sells, while a scenario of its runs. */
  get olderShopUrl(): string | null {
    return this.#olderShop?.url ?? null;
  }

  /** Begins these in the place of those that ran. */
  async begin(running: Running): Promise<void> {
    await this.end();
    const { file } = this.#ports;
    file.write({ ...file.read(), running, counts: {}, customers: 0 });
    await this.resume();
    if (this.#tunnels("new_secret")) await this.#turnTunnel("rotate");
    this.#changeWhatStands();
    this.#layHands();
  }

  /** Lets stand beside again what is no state: a next process goes on where the last one ended. */
  async resume(): Promise<void> {
    if (this.#tunnels("dead")) await this.#turnTunnel("mute");
    const { rules, stripe, panel, keys, catalog } = this.#ports;
    const mistakes = rules.of("older_shop").flatMap(({ rule }): readonly Mistake[] => rule.makes);
    if (mistakes.length === 0) return;
    const stripeAt = { stripeUrl: stripe.url, stripeKey: keys.stripe_secret_key };
    const panelAt = { panelUrl: panel.url, panelKey: keys.panel_api_key };
    this.#olderShop = await startOlderShop({ ...stripeAt, ...panelAt, catalog, mistakes });
  }

  /** Ends all and takes back what they changed; what happened because of them has happened. */
  async end(): Promise<void> {
    const { file, time } = this.#ports;
    if (this.#tunnels("dead")) await this.#turnTunnel("unmute");
    file.write(atRest(file.read(), time.now()));
    takeBack(this.#sides(), file.read().undo);
    file.write({ ...file.read(), undo: [] });
    await this.close();
  }

  /** Ends what stands beside, as a process does that ends. */
  async close(): Promise<void> {
    await this.#olderShop?.close();
    this.#olderShop = undefined;
  }

  /** How to undo a change is written down before it is made, so that a killed process leaves nothing that stays. */
  #changeWhatStands(): void {
    const { file, rules } = this.#ports;
    for (const running of rules.of("start")) {
      const choose = choosing(rules.randomFor(running, "choose"), rules.intensity());
      const { undo, apply } = planChange(this.#sides(), running.rule.change, choose, running.scenario);
      file.write({ ...file.read(), undo: [...file.read().undo, ...undo] });
      apply();
    }
  }

  #tunnels(does: RuleOf<"tunnel">["does"]): boolean {
    return this.#ports.rules.of("tunnel").some(({ rule }) => rule.does === does);
  }

  /** By the switch that stands at Stripe for it. */
  async #turnTunnel(to: "mute" | "rotate" | "unmute"): Promise<void> {
    await fetch(`${this.#ports.stripe.url}/sandbox/cli/${to}`, { method: "POST" });
  }

  #layHands(): void {
    const { rules, servers, panel, time } = this.#ports;
    for (const { id } of servers.all())
      for (const { rule } of rules.hitting("server_runs", () => true))
        laysHandOn(panel.store, id, rule.hand, time.now());
  }

  #sides(): Sides {
    const { stripe, panel, time } = this.#ports;
    return { world: stripe.world, store: panel.store, now: time.now };
  }
}

/** The state once nothing runs any more; what ran is remembered as the last run of each. */
function atRest(state: LabState, now: number): LabState {
  const { names = [], since = now } = state.running ?? {};
  const ended = names.map((name) => [name, { from: since, to: now, hits: hitsOf(state, name) }] as const);
  return { ...state, running: null, lastRuns: { ...state.lastRuns, ...Object.fromEntries(ended) } };
}

/** Each by lot; where that leaves none, the first. */
const choosing =
  (random: () => number, intensity: number): Choose =>
  (things) => {
    const chosen = things.filter(() => random() < intensity);
    return chosen.length > 0 ? chosen : things.slice(0, 1);
  };

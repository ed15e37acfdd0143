import type { Hono } from "hono";
import type { CatalogFile } from "../../../shared/contract/catalog-file.ts";
import type { LabClock, LabPass, LabSeen, LabState } from "../../../shared/contract/lab.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { PanelFaults } from "../panel/faults.ts";
import type { SandboxPanel } from "../panel/start-sandbox-panel.ts";
import type { SandboxKeys } from "../sandbox-keys.ts";
import type { StripeFaults } from "../stripe/faults.ts";
import type { SandboxStripe } from "../stripe/start-sandbox-stripe.ts";
import { findScenario } from "./catalogue/all-scenarios.ts";
import { controlRoutes } from "./control/control-routes.ts";
import { listScenarios } from "./control/list-scenarios.ts";
import type { CustomerDid } from "./customers/simulate-customers.ts";
import { visitLog } from "./customers/visit-log.ts";
import { type LabRefused, unknownScenario } from "./lab-refused.ts";
import { Conductor } from "./running/conductor.ts";
import { type LabFile, openLabFile, type Running } from "./running/lab-file.ts";
import { labTime } from "./running/lab-time.ts";
import { type CustomersAsked, letCustomersCome } from "./running/let-customers-come.ts";
import { panelFaultsOf } from "./running/panel-faults.ts";
import { type RunningRules, runningRules } from "./running/running-rules.ts";
import { type RunningServers, runningServers } from "./running/running-servers.ts";
import { stripeFaultsOf } from "./running/stripe-faults.ts";
import { passTime, readLabClock } from "./watching/lab-clock.ts";
import { seeBothSides } from "./watching/see-both-sides.ts";

export interface ScenariosAsked {
  readonly names: readonly string[];
  /** A whole number; the same one makes the same things fail. 1, where it is not given. */
  readonly seed?: number | undefined;
  /** The share of what could be hit that is hit, above 0 and up to 1; 1, where it is not given. */
  readonly intensity?: number | undefined;
}

/** The fault lab: which scenarios run, customers that come on demand, and the way back to an untouched world. */
export interface Lab {
  state(): LabState;
  /** Starts these scenarios in the place of those that ran. */
  start(asked: ScenariosAsked): Promise<Result<Running, LabRefused>>;
  /** Ends all scenarios and takes back what they changed. What happened because of them has happened. */
  stop(): Promise<void>;
  /** Lets customers come, and resolves once they have done all that they do. */
  customers(asked: CustomersAsked): Promise<Result<readonly CustomerDid[], LabRefused>>;
  /** Sends customers and does not wait for them; refuses while others are on their way. */
  send(asked: CustomersAsked): Result<{ readonly asked: number }, LabRefused>;
  clock(): LabClock;
  /** Moves on the time by which subscriptions renew. */
  pass(pass: LabPass): Promise<Result<LabClock, LabRefused>>;
  /** The state, and what both sides were asked and sent last. */
  seen(): LabSeen;
  /** Forgets everything that happened at Stripe and on the panel, scenarios included. */
  reset(): Promise<void>;
}

export interface LabOptions {
  /** Where its state is kept. */
  readonly file: string;
  readonly keys: SandboxKeys;
  readonly catalog: CatalogFile;
  readonly now: () => number;
  /** By what the times in scenarios are multiplied; tests make them short. */
  readonly scale: number;
}

/** The two sides once they stand, and the origin of the shop where customers buy. */
export interface LabSides {
  readonly stripe: SandboxStripe;
  readonly panel: SandboxPanel;
  readonly shopUrl: () => string | null;
}

/** The lab before the two sides stand: they are started with its faults, and then handed to it. */
export interface PreparedLab {
  readonly stripeFaults: StripeFaults;
  readonly panelFaults: PanelFaults;
  /** By which the panel chooses, where it chooses by lot. */
  readonly random: () => number;
  /** The routes by which it is controlled from outside. */
  readonly control: Hono;
  /** Takes up what ran when the last process ended. */
  open(sides: LabSides): Promise<Lab>;
  close(): Promise<void>;
}

export function prepareLab(options: LabOptions): PreparedLab {
  const file = openLabFile(options.file);
  const rules = runningRules(file);
  const time = labTime(options.now, options.scale);
  let opened: { readonly lab: Lab; readonly conductor: Conductor; readonly sides: LabSides } | undefined;
  const store = () => opened?.sides.panel.store;
  const servers = runningServers(store, time);
  return {
    stripeFaults: stripeFaultsOf(rules, time),
    panelFaults: panelFaultsOf(rules, time, store, servers.tell),
    random: rules.random,
    control: controlRoutes(() => opened?.lab),
    async open(sides) {
      const conductor = new Conductor({ ...options, ...sides, file, rules, time, servers });
      const lab = labOf({ ...options, sides, file, rules, servers, conductor });
      opened = { lab, conductor, sides };
      await conductor.resume();
      return lab;
    },
    async close() {
      time.close();
      await opened?.conductor.close();
    },
  };
}

interface LabParts extends Omit<LabOptions, "file"> {
  readonly sides: LabSides;
  readonly file: LabFile;
  readonly rules: RunningRules;
  readonly servers: RunningServers;
  readonly conductor: Conductor;
}

const labOf = (parts: LabParts): Lab => {
  const { sides, file, conductor, now } = parts;
  const { stripe, panel } = sides;
  const visits = visitLog(now);
  const state = (): LabState => ({
    scenarios: listScenarios(file.read()),
    running: file.read().running,
    olderShop: conductor.olderShopUrl,
    visit: visits.read(),
    clock: readLabClock(stripe.world),
  });
  const come = (asked: CustomersAsked) => letCustomersCome(asked, { ...portsOf(parts), visits });
  return {
    state,
    async start({ names, seed = 1, intensity = 1 }) {
      const unknown = names.filter((name) => !findScenario(name));
      if (unknown.length > 0) return err(unknownScenario(unknown));
      const running: Running = { names: [...new Set(names)], seed, intensity, since: now() };
      await conductor.begin(running);
      visits.forget();
      return ok(running);
    },
    stop: () => conductor.end(),
    async customers(asked) {
      const sent = come(asked);
      return sent.ok ? ok(await sent.value.done) : sent;
    },
    send(asked) {
      if (visits.read()?.ended === null) return err(ON_THEIR_WAY);
      const sent = come(asked);
      return sent.ok ? ok({ asked: asked.count }) : sent;
    },
    clock: () => readLabClock(stripe.world),
    pass: (pass) => passTime(stripe, pass),
    seen: () => seeBothSides(state(), stripe.world, panel),
    async reset() {
      await conductor.end();
      visits.forget();
      stripe.reset();
      panel.reset();
    },
  };
};

/** What customers need to come. */
const portsOf = ({ rules, file, catalog, keys, sides, conductor, servers }: LabParts) => ({
  rules,
  file,
  catalog,
  jwtSecret: keys.jwt_secret,
  stripeUrl: sides.stripe.url,
  stripeKey: keys.stripe_secret_key,
  shopUrl: sides.shopUrl(),
  olderShopUrl: conductor.olderShopUrl,
  serverRuns: servers.runs,
});

const ON_THEIR_WAY: LabRefused = {
  code: "CUSTOMERS_ON_THEIR_WAY",
  says: "The customers that were sent before are still on their way. Wait until the last of them has come.",
};

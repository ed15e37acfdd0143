import type { DaemonAct, DaemonFault } from "../panel/daemon/behaviour.ts";
import type { Mistake } from "./older-shop/mistakes.ts";

/** Where in the world a scenario breaks something. */
export type Side = "webhooks" | "stripe" | "panel" | "daemon" | "customers" | "shop";

/**
 * One way in which a shop's world breaks, as data: what is hit, how often, and what happens to it. The parts of the
 * sandbox that run it know kinds of rules and no scenario by name.
 */
export interface Scenario {
  /** By which it is started: `webhook-delayed`. */
  readonly name: string;
  readonly title: string;
  /** One or two sentences: what goes wrong, and what that looks like to the shop. */
  readonly does: string;
  readonly side: Side;
  readonly rules: readonly Rule[];
}

/**
 * Which of the things that fit a rule are hit: the first `skip` are spared, and after `most` hits no more are. In between
 * the lot decides, by the intensity that the scenario was started with.
 */
export interface Often {
  readonly skip?: number;
  readonly most?: number;
}

export type Rule =
  | StripeRequestRule
  | EventRule
  | DeliveryRule
  | AttemptRule
  | TunnelRule
  | PanelRequestRule
  | DaemonRule
  | InstallRule
  | HandRule
  | StartRule
  | CustomerRule
  | ShopRule;

/** Requests by method (any, where none is named) and path. */
interface RequestMatch {
  readonly methods?: readonly string[];
  readonly path: RegExp;
}

/** A request to Stripe's API gets this answer in the place of its own, a delay before it, or another date. */
export interface StripeRequestRule extends RequestMatch {
  readonly on: "stripe_request";
  readonly often?: Often;
  readonly does: StripeRequestFault;
}
export type StripeRequestFault =
  | { readonly kind: "answer"; readonly answer: StripeAnswer; readonly carriedOut?: boolean }
  | { readonly kind: "slow"; readonly ms: number }
  | { readonly kind: "clock"; readonly offMs: number };

/** An answer of Stripe's that is not its API's. */
export interface StripeAnswer {
  readonly status: number;
  readonly error: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What happens is true at Stripe, but no event tells of it. */
export interface EventRule {
  readonly on: "event";
  readonly types: RegExp;
  readonly often?: Often;
}

/** An event is made, and its way to an endpoint goes wrong. Times are milliseconds before scaling. */
export interface DeliveryRule {
  readonly on: "delivery";
  readonly types: RegExp;
  readonly often?: Often;
  readonly does: DeliveryFault;
}
export type DeliveryFault =
  | { readonly kind: "lost" }
  | { readonly kind: "delayed"; readonly ms: number }
  | { readonly kind: "again"; readonly copies: number; readonly everyMs: number }
  /** Of each `among` deliveries, each goes out in another's turn, `everyMs` apart. */
  | { readonly kind: "reordered"; readonly among: number; readonly everyMs: number };

/** An attempt goes out, but not as it should. */
export interface AttemptRule {
  readonly on: "attempt";
  readonly types: RegExp;
  readonly often?: Often;
  readonly does: AttemptFault;
}
export type AttemptFault =
  | { readonly kind: "other_secret" }
  /** Something on the way read the JSON and wrote it anew: the same facts in other bytes. */
  | { readonly kind: "written_anew" }
  | { readonly kind: "other_path"; readonly ending: string }
  | { readonly kind: "signed_at"; readonly offMs: number };

/** What befalls `stripe listen` when the scenario starts: silence until its end, or another secret from then on. */
export interface TunnelRule {
  readonly on: "tunnel";
  readonly does: "dead" | "new_secret";
}

/** A request to the panel gets this answer, or something is planted a moment before the panel carries it out. */
export interface PanelRequestRule extends RequestMatch {
  readonly on: "panel_request";
  readonly often?: Often;
  readonly does: PanelRequestFault;
}
export type PanelRequestFault =
  | { readonly kind: "answer"; readonly answer: PanelAnswer }
  /** Somebody made an account with the e-mail that the request holds, or a server with its external id. */
  | { readonly kind: "plant"; readonly what: "user_with_that_email" | "server_with_that_external_id" };

/** An error of the panel: the name of an exception and what it says. */
export interface PanelAnswer {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A node's daemon fails what the panel asks of it. */
export interface DaemonRule {
  readonly on: "daemon";
  readonly acts: readonly DaemonAct[];
  readonly often?: Often;
  readonly does: DaemonFault;
}

/** How an install that begins goes. `cut_off`: the daemon is started again meanwhile, and the panel takes it for done. */
export interface InstallRule {
  readonly on: "install";
  readonly often?: Often;
  readonly ends: "failed" | "never" | "cut_off";
}

/** A person does this in the panel, so long after a server's install has ended. Those that run already, at once. */
export interface HandRule {
  readonly on: "server_runs";
  readonly often?: Often;
  readonly afterMs: number;
  readonly hand: Hand;
}
export type Hand = "delete" | "resize" | "suspend";

/** Something is otherwise from the scenario's start to its end; a part of all that it concerns, by intensity. */
export interface StartRule {
  readonly on: "start";
  readonly change: StandingChange;
}
export type StandingChange =
  | { readonly kind: "endpoints_disabled" }
  | { readonly kind: "endpoints_hear_only"; readonly types: readonly string[] }
  | { readonly kind: "prices_archived" }
  | { readonly kind: "prices_times"; readonly factor: number }
  | { readonly kind: "nodes_full" }
  | { readonly kind: "ports_taken" }
  | { readonly kind: "eggs_ask_for"; readonly variable: string; readonly rules: string };

/** What a simulated customer does otherwise than buy one server and keep it. */
export interface CustomerRule {
  readonly on: "customer";
  readonly often?: Often;
  readonly does: JourneyChange;
}
export interface JourneyChange {
  /** The test card, by the name that Stripe's tokens give it. */
  readonly card?: string;
  readonly pays?: "never" | "twice";
  /** Opens the success page in the browser, whatever was paid. */
  readonly opensSuccessPage?: boolean;
  /** Once the server runs (or nobody believes in it any more), in this order. */
  readonly afterwards?: readonly Afterwards[];
}
export type Afterwards = "refund" | "cancel" | "cancel_now" | "upgrade";

/** Customers buy at an older shop, which stands beside and makes these mistakes. */
export interface ShopRule {
  readonly on: "older_shop";
  readonly often?: Often;
  readonly makes: readonly Mistake[];
}

export type RuleOn = Rule["on"];
export type RuleOf<K extends RuleOn> = Extract<Rule, { readonly on: K }>;

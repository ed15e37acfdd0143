import type { Environment } from "../../../shared/kernel/environment.ts";
import { HANDLED_TYPES } from "../events/event-types.ts";
import { HEARTBEAT_TYPE } from "./heartbeat-event.ts";

/** What a run of `stripe listen` is made of. */
export interface ListenAsked {
  readonly env: Environment;
  readonly secretKey: string;
  /** A stand-in's origin; null for Stripe itself. */
  readonly apiBase: string | null;
  readonly forwardTo: string;
  /** A folder of its own: what this account's own `stripe login` wrote is neither read nor touched. */
  readonly folder: string;
  /** What of the host's environment the program needs to reach the network, such as a proxy. */
  readonly passed: Readonly<Record<string, string>>;
}

export interface Command {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Which types come through the tunnel: those that Waybill acts on, and its heartbeat's where there is one. */
export const forwardedTypes = (env: Environment): readonly string[] =>
  env === "live" ? HANDLED_TYPES : [...HANDLED_TYPES, HEARTBEAT_TYPE];

/** The flags and the whole environment of `stripe listen`; the key stands in the latter only, where `ps` does not show it. */
export function listenCommand({ env, secretKey, apiBase, forwardTo, folder, passed }: ListenAsked): Command {
  const stand = apiBase === null ? [] : ["--api-base", asLoopback(apiBase)];
  return {
    args: [
      "listen",
      "--events",
      forwardedTypes(env).join(","),
      "--forward-to",
      forwardTo,
      "--skip-update",
      "--color",
      "off",
      "--device-name",
      `waybill-${env}`,
      ...(env === "live" ? ["--live"] : []),
      ...stand,
    ],
    env: {
      ...passed,
      ...bareEnvironment(folder),
      STRIPE_API_KEY: secretKey,
    },
  };
}

/** The environment of every run, also of those that need no key. */
export const bareEnvironment = (folder: string): Readonly<Record<string, string>> => ({
  HOME: folder,
  USERPROFILE: folder,
  XDG_CONFIG_HOME: folder,
  STRIPE_CLI_TELEMETRY_OPTOUT: "1",
  STRIPE_NO_AUTO_UPDATE: "1",
});

/** The CLI takes a loopback address, and refuses the name. */
export const asLoopback = (origin: string): string =>
  origin.replace(/^http:\/\/localhost(?=[:/]|$)/, "http://127.0.0.1");

/** Where the CLI posts to: the ingress, by an address that a program on this machine can dial. */
export function forwardTarget(ingressUrl: string): string {
  const url = new URL("/api/stripe/webhook", ingressUrl);
  if (url.hostname === "0.0.0.0") url.hostname = "127.0.0.1";
  if (url.hostname === "[::]") url.hostname = "[::1]";
  return url.href;
}

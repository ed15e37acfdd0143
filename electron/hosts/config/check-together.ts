import type { HostSettings } from "./host-config.ts";
import type { SettingName } from "./settings.ts";

type NameOf = (name: SettingName) => string;

/** What settings say against each other, as a sentence that names one of them; null where they agree. */
export function checkTogether(settings: HostSettings, nameOf: NameOf): string | null {
  return (
    checkDatabase(settings, nameOf) ??
    checkStripeKey(settings, nameOf) ??
    checkSandboxAddresses(settings, nameOf) ??
    checkAddressesAreSafe(settings, nameOf) ??
    checkListeners(settings, nameOf)
  );
}

function checkDatabase({ databaseUrl }: HostSettings, nameOf: NameOf): string | null {
  if (databaseUrl === undefined) return null;
  const name = nameOf("databaseUrl");
  if (/^postgres(ql)?:/i.test(databaseUrl)) {
    return `${name} names a PostgreSQL database, which comes with team scale and is not in this version: unset it to use SQLite.`;
  }
  return `${name} is not a database that Waybill knows: unset it to use SQLite in the data folder.`;
}

/** A stand-in for Stripe may take any key, but a live key never leaves its environment. */
function checkStripeKey({ env, stripeSecretKey: key, stripeApiBase }: HostSettings, nameOf: NameOf): string | null {
  if (key === undefined) return null;
  const name = nameOf("stripeSecretKey");
  const mode = /^(?:sk|rk)_(test|live)_\w+$/.exec(key)?.[1];
  if (mode === "live" && env !== "live") {
    return `${name} is a live key, but the environment is ${env}: give a test key, or set --env live.`;
  }
  if (mode === "test" && env === "live") {
    return `${name} is a test key, but the environment is live: give a live key, or set --env test.`;
  }
  if (mode === undefined && stripeApiBase === undefined && env !== "sandbox") {
    return `${name} is not a Stripe key: a secret key begins with sk_test_ or sk_live_, a restricted one with rk_.`;
  }
  return null;
}

/** The sandbox brings both sides of the wire; half of it beside a foreign half would disagree on everything. */
function checkSandboxAddresses({ env, stripeApiBase, panelUrl }: HostSettings, nameOf: NameOf): string | null {
  if (env !== "sandbox" || (stripeApiBase === undefined) === (panelUrl === undefined)) return null;
  const [set, unset] =
    stripeApiBase === undefined ? (["panelUrl", "stripeApiBase"] as const) : (["stripeApiBase", "panelUrl"] as const);
  return `${nameOf(set)} is set without ${nameOf(unset)}: in the sandbox set both, or neither.`;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Keys travel with every request: in the live environment never in the clear over a network. */
function checkAddressesAreSafe(settings: HostSettings, nameOf: NameOf): string | null {
  if (settings.env !== "live") return null;
  for (const name of ["stripeApiBase", "panelUrl"] as const) {
    const value = settings[name];
    if (value === undefined) continue;
    const { protocol, hostname } = new URL(value);
    if (protocol !== "https:" && !LOOPBACK.test(hostname)) {
      return `${nameOf(name)} ${JSON.stringify(value)} would send keys in the clear: give an https address.`;
    }
  }
  return null;
}

function checkListeners(settings: HostSettings, nameOf: NameOf): string | null {
  const { ingressPort, consolePort } = settings;
  if (ingressPort === 0 || ingressPort !== consolePort) return null;
  return `${nameOf("consolePort")} ${consolePort} is the ingress's port too: the console needs one of its own.`;
}

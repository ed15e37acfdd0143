/** Why the forward does not run, and what a person can do about it. */
export interface ForwardFault {
  readonly code: string;
  readonly says: string;
  readonly todo: string;
  /** Whether the same start may go well by itself: never (something has to be set), soon, or only once others have ended. */
  readonly again: "never" | "soon" | "slowly";
}

/** How a run of the CLI ended. `said` is the end of its stderr. */
export interface CliEnd {
  readonly said: string;
  readonly code: number | null;
  readonly signal: string | null;
}

const SET_KEY = "Set WAYBILL_STRIPE_SECRET_KEY, then start Waybill again.";
const NEEDED = "Give a restricted key the permission to write CLI sessions in Stripe's dashboard, and set that one.";

export const NO_KEY: ForwardFault = {
  code: "FORWARD_NO_KEY",
  says: "The Stripe CLI needs a key, and none is set.",
  todo: SET_KEY,
  again: "never",
};

const LIVE_NEEDS_RESTRICTED: ForwardFault = {
  code: "FORWARD_LIVE_KEY",
  says: "In live mode Stripe lets the CLI work with a restricted key (rk_live_…) only.",
  todo: NEEDED,
  again: "never",
};

/** What can be told of a key before it is used; null where nothing speaks against it. Never quotes it. */
export const keyFault = (key: string | null): ForwardFault | null =>
  key === null ? NO_KEY : key.startsWith("sk_live_") ? LIVE_NEEDS_RESTRICTED : null;

/** The causes that the CLI tells by its words, the most telling first. */
const CAUSES: readonly (readonly [words: RegExp, fault: ForwardFault])[] = [
  [/have not configured API keys/i, NO_KEY],
  [/API key provided is too short/i, keyed("FORWARD_KEY_SHORT", "The Stripe key is too short to be one.")],
  [
    /only supports using a secret or restricted key/i,
    keyed(
      "FORWARD_KEY_KIND",
      "The key is no secret and no restricted key: a publishable one (pk_…) can't receive events.",
    ),
  ],
  [
    /legacy-style API key/i,
    keyed("FORWARD_KEY_LEGACY", "The key is of an old kind that the Stripe CLI does not take."),
  ],
  [/api_key_expired/i, keyed("FORWARD_KEY_EXPIRED", "The Stripe key has expired.")],
  [
    /too many `?stripe listen`? sessions/i,
    {
      code: "FORWARD_TOO_MANY",
      says: "Too many “stripe listen” sessions are open for this Stripe account.",
      todo: "End those that nobody needs. Waybill tries again every minute.",
      again: "slowly",
    },
  ],
  [/status=401/, keyed("FORWARD_KEY_REFUSED", "Stripe does not know the key: it was deleted, or mistyped.")],
];

const PERMISSION = /status=403/;
const SERVER_FAULT = /status=(5\d\d)/;
const OFFLINE = /dial tcp|no such host|i\/o timeout|TLS handshake|connection refused|network is unreachable/i;

function keyed(code: string, says: string): ForwardFault {
  return { code, says, todo: SET_KEY, again: "never" };
}

/** Why a run ended that should have gone on. */
export function faultOfEnd({ said, code, signal }: CliEnd): ForwardFault {
  const known = CAUSES.find(([words]) => words.test(said));
  if (known) return known[1];
  if (PERMISSION.test(said)) return permissionFault(said);
  const server = SERVER_FAULT.exec(said);
  if (server)
    return passing("FORWARD_STRIPE_DOWN", `Stripe answered with ${server[1]}.`, "Waybill tries again by itself.");
  if (OFFLINE.test(said))
    return passing(
      "FORWARD_OFFLINE",
      "Stripe could not be reached from this machine.",
      "Look at the network, a proxy or a firewall. Waybill tries again by itself.",
    );
  const how = signal ? `was ended by ${signal}` : `ended with code ${code ?? "none"}`;
  return passing("FORWARD_ENDED", `The Stripe CLI ${how}.`, "Waybill starts it again by itself.");
}

function permissionFault(said: string): ForwardFault {
  const named = /\brak_\w+/.exec(said)?.[0];
  const lacks = named ? `, ${named}` : "";
  return {
    code: "FORWARD_KEY_PERMISSION",
    says: `The key lacks the permission to open a CLI session${lacks}.`,
    todo: NEEDED,
    again: "never",
  };
}

const passing = (code: string, says: string, todo: string): ForwardFault => ({ code, says, todo, again: "soon" });

export const NO_CLI: ForwardFault = {
  code: "FORWARD_NO_CLI",
  says: "No Stripe CLI was found: neither Waybill's own, nor one on the PATH.",
  todo: "Install it from https://docs.stripe.com/stripe-cli, then start Waybill again.",
  again: "never",
};

/** The program is there and the system does not run it. */
export const cantRun = (path: string, why: string): ForwardFault => ({
  code: "FORWARD_CANT_RUN",
  says: `The Stripe CLI at ${path} can't be run: ${why}.`,
  todo: "Make the file executable, or install the Stripe CLI anew.",
  again: "never",
});

export const NOT_READY = passing(
  "FORWARD_NOT_READY",
  "The Stripe CLI did not get ready in time.",
  "Waybill starts it anew by itself.",
);
export const SILENT = passing(
  "FORWARD_SILENT",
  "A heartbeat through Stripe did not come back: the tunnel looks open and brings nothing.",
  "Waybill replaces the tunnel by itself; what was missed is fetched from Stripe.",
);
export const MISSED = passing(
  "FORWARD_MISSED",
  "Stripe had an event that did not come through the tunnel; it was fetched.",
  "Waybill looks after it by itself.",
);

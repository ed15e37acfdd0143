import path from "node:path";
import { z } from "zod";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { readHostConfig, type ConfigSources, type HostSettings } from "../config/host-config.ts";
import { panelKind, port } from "../config/fields.ts";
import { readFlags } from "../config/read-flags.ts";
import { findScenario } from "../../sandbox/scenarios/catalogue/all-scenarios.ts";
import type { ScenariosAsked } from "../../sandbox/scenarios/lab.ts";
import type { WorldAsked } from "../../sandbox/world/generate-world.ts";

export interface SandboxConfig {
  readonly stripePort: number;
  readonly panelPort: number;
  /** Their state lies in its folder `sandbox`. */
  readonly dataDir: string;
  /** Where events are delivered; null keeps them until somebody asks. */
  readonly webhookUrl: string | null;
  readonly panelKind: HostSettings["panelKind"];
  /** What goes wrong from the start; null for nothing but what went wrong when it ended. */
  readonly scenarios: ScenariosAsked | null;
  /** The world that its empty folder is filled with first; null for none. */
  readonly world: WorldAsked | null;
  /** Keys and catalog come by the same variables as the hosts'. */
  readonly settings: HostSettings;
}

const known = {
  valued: [
    "--stripe-port",
    "--panel-port",
    "--data-dir",
    "--webhook-url",
    "--panel-kind",
    "--scenario",
    "--seed",
    "--intensity",
    "--world",
    "--months",
  ],
  alone: ["--help"],
};

const webUrl = z.url({
  protocol: /^https?$/,
  error: "is not an address: give one such as http://127.0.0.1:3001/api/stripe/webhook",
});

const SHARE = "is not a share: give one above 0 and up to 1, such as 0.3";
const share = z
  .string()
  .regex(/^\d*\.?\d+$/, SHARE)
  .transform(Number)
  .refine((value) => value > 0 && value <= 1, SHARE);

const whole = (low: number, high: number) => {
  const says = `is not a whole number from ${low} to ${high}`;
  const digits = z.string().regex(/^\d{1,15}$/, says);
  return digits.transform(Number).refine((value) => value >= low && value <= high, says);
};

const MOST_EVENTS = 10_000_000;

const Flags = z.object({
  "--stripe-port": port.default(4010),
  "--panel-port": port.default(4020),
  "--webhook-url": webUrl.optional(),
  "--panel-kind": panelKind.optional(),
  "--scenario": z
    .string()
    .transform((names) => names.split(",").filter(Boolean))
    .refine((names) => names.length > 0 && names.every(findScenario), {
      error: "names no scenario: GET /sandbox/scenarios lists those that there are",
    })
    .optional(),
  "--seed": whole(0, 999_999_999_999_999).default(1),
  "--intensity": share.default(1),
  "--world": whole(10, MOST_EVENTS).optional(),
  "--months": whole(1, 120).default(12),
});

/** What `npm run sandbox` was asked for; the error is a sentence that names the flag or variable. Null asks for help. */
export function readSandboxConfig(sources: ConfigSources): Result<SandboxConfig | null, string> {
  const flags = readFlags(sources.argv, known);
  if (!flags.ok) return flags;
  const { values, switches } = flags.value;
  if (switches.has("--help")) return ok(null);
  const parsed = Flags.safeParse(Object.fromEntries(values));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const flag = String(issue?.path[0]);
    return err(`${flag} ${JSON.stringify(values.get(flag))} ${issue?.message}.`);
  }
  const { WAYBILL_STRIPE_API_BASE: _base, WAYBILL_PANEL_URL: _panel, WAYBILL_ENV: _env, ...env } = sources.env;
  const hosts = readHostConfig({ ...sources, argv: [], env }); // it is itself what those addresses would name
  if (!hosts.ok) return err(hosts.error.says);
  if (hosts.value.kind !== "run") return ok(null);
  const settings = hosts.value.config;
  const given = values.get("--data-dir");
  return ok({
    stripePort: parsed.data["--stripe-port"],
    panelPort: parsed.data["--panel-port"],
    dataDir: given === undefined ? settings.dataDir : path.resolve(given),
    webhookUrl: parsed.data["--webhook-url"] ?? null,
    panelKind: parsed.data["--panel-kind"] ?? settings.panelKind,
    ...labOf(parsed.data),
    settings,
  });
}

function labOf(flags: z.infer<typeof Flags>): Pick<SandboxConfig, "scenarios" | "world"> {
  const {
    "--scenario": names,
    "--seed": seed,
    "--intensity": intensity,
    "--world": events,
    "--months": months,
  } = flags;
  return {
    scenarios: names === undefined ? null : { names, seed, intensity },
    world: events === undefined ? null : { events, months, seed },
  };
}

/** What `npm run sandbox -- --help` prints. */
export const sandboxUsage = `A Stripe and a game panel that live on this machine, for an engine that runs elsewhere.

  --stripe-port PORT   default 4010, 0 picks a free one
  --panel-port PORT    default 4020, 0 picks a free one
  --data-dir FOLDER    where they keep their state; in its folder sandbox; default: Waybill's data folder
  --webhook-url URL    where Stripe's events are delivered, such as http://127.0.0.1:3001/api/stripe/webhook
  --panel-kind NAME    pterodactyl or pelican; default pterodactyl, or WAYBILL_PANEL_KIND

  --scenario NAMES     break things from the start: names of scenarios, with commas; GET /sandbox/scenarios lists them
  --intensity SHARE    how much of what a scenario can hit it hits, above 0 and up to 1; default 1
  --world EVENTS       fill an empty folder first: customers and purchases of so many events, 10 or more, with planted
                       drift; what is true is in its folder sandbox/world
  --months COUNT       over how many months; default 12
  --seed NUMBER        the same number makes the same things fail, and the same world; default 1

Keys are made at first start and kept; WAYBILL_STRIPE_SECRET_KEY, WAYBILL_STRIPE_WEBHOOK_SECRET,
WAYBILL_PANEL_API_KEY and WAYBILL_JWT_SECRET set them, WAYBILL_CATALOG names what the panel can host.
`;

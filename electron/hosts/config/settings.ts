/** One thing that a person may set: by a flag, else by an environment variable; it has one of them at least. A `secret` is never quoted back. */
export interface Setting {
  readonly flag?: string;
  readonly variable?: string;
  readonly takes: string;
  readonly means: string;
  readonly secret?: boolean;
}

/** Every setting of the hosts, in the order in which `--help` lists them. */
export const SETTINGS = {
  env: { flag: "--env", variable: "WAYBILL_ENV", takes: "NAME", means: "sandbox, test or live; default sandbox" },
  dataDir: {
    flag: "--data-dir",
    variable: "WAYBILL_DATA_DIR",
    takes: "FOLDER",
    means: "where the database is kept; default: the platform's data folder",
  },
  ingressHost: {
    flag: "--ingress-host",
    variable: "WAYBILL_INGRESS_HOST",
    takes: "HOST",
    means: "where storefronts and Stripe reach Waybill; default 127.0.0.1",
  },
  ingressPort: {
    flag: "--ingress-port",
    variable: "WAYBILL_INGRESS_PORT",
    takes: "PORT",
    means: "its port; default 3001, 0 picks a free one",
  },
  consoleHost: {
    flag: "--console-host",
    variable: "WAYBILL_CONSOLE_HOST",
    takes: "HOST",
    means: "where staff reach the console; default 127.0.0.1",
  },
  consolePort: {
    flag: "--console-port",
    variable: "WAYBILL_CONSOLE_PORT",
    takes: "PORT",
    means: "its port; default 3010, 0 picks a free one",
  },
  consoleToken: {
    flag: "--console-token",
    variable: "WAYBILL_CONSOLE_TOKEN",
    takes: "TOKEN",
    means: "what the console asks for; default: made at first start",
    secret: true,
  },
  restoreFile: {
    flag: "--restore",
    takes: "FILE",
    means: "put this backup in the database's place, and leave",
  },
  databaseUrl: {
    flag: "--database-url",
    variable: "WAYBILL_DATABASE_URL",
    takes: "URL",
    means: "leave unset: SQLite in the data folder",
    secret: true,
  },
  stripeSecretKey: {
    variable: "WAYBILL_STRIPE_SECRET_KEY",
    takes: "KEY",
    means: "Stripe's secret or restricted key",
    secret: true,
  },
  stripeWebhookSecrets: {
    variable: "WAYBILL_STRIPE_WEBHOOK_SECRET",
    takes: "SECRET[,…]",
    means: "signing secrets of webhook endpoints; each is tried",
    secret: true,
  },
  stripeApiBase: {
    variable: "WAYBILL_STRIPE_API_BASE",
    takes: "URL",
    means: "a stand-in for Stripe's API; default: Stripe's own",
  },
  panelUrl: { variable: "WAYBILL_PANEL_URL", takes: "URL", means: "the Pterodactyl or Pelican panel" },
  panelKind: {
    flag: "--panel-kind",
    variable: "WAYBILL_PANEL_KIND",
    takes: "NAME",
    means: "pterodactyl or pelican; default pterodactyl",
  },
  panelApiKey: {
    variable: "WAYBILL_PANEL_API_KEY",
    takes: "KEY",
    means: "the panel's application key",
    secret: true,
  },
  jwtSecret: {
    variable: "WAYBILL_JWT_SECRET",
    takes: "SECRET",
    means: "storefront tokens: the HS256 secret",
    secret: true,
  },
  jwksUrl: { variable: "WAYBILL_JWKS_URL", takes: "URL", means: "storefront tokens: a key set" },
  catalogFile: { variable: "WAYBILL_CATALOG", takes: "FILE", means: "plans and regions, imported at start" },
  publicUrl: { variable: "WAYBILL_PUBLIC_URL", takes: "URL", means: "the shop, for success and cancel pages" },
  storefrontOrigins: {
    variable: "WAYBILL_STOREFRONT_ORIGINS",
    takes: "ORIGIN[,…]",
    means: "browser origins that may call the ingress (CORS)",
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;

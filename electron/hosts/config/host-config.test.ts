import path from "node:path";
import { expect, test } from "vitest";
import { readHostConfig, type ConfigSources, type HostConfig } from "./host-config.ts";

const sources = (argv: string[], env: ConfigSources["env"] = {}): ConfigSources => ({
  argv,
  env,
  platform: "linux",
  home: "/home/ada",
});

function configOf(argv: string[], env: ConfigSources["env"] = {}): HostConfig {
  const asked = readHostConfig(sources(argv, env));
  if (!asked.ok) throw new Error(asked.error.says);
  if (asked.value.kind !== "run") throw new Error(`asked for ${asked.value.kind}`);
  return asked.value.config;
}

function refusalOf(argv: string[], env: ConfigSources["env"] = {}): string {
  const asked = readHostConfig(sources(argv, env));
  return asked.ok ? "nothing was refused" : asked.error.says;
}

test("nothing set: the sandbox, on the ports that storefronts know", () => {
  expect(configOf([])).toEqual({
    env: "sandbox",
    dataDir: "/home/ada/.local/share/waybill",
    ingressHost: "127.0.0.1",
    ingressPort: 3001,
    consoleHost: "127.0.0.1",
    consolePort: 3010,
    stripeWebhookSecrets: [],
    panelKind: "pterodactyl",
    storefrontOrigins: [],
    open: false,
    warnings: [],
  });
});

const pairs: [flag: string, variable: string, value: string, key: keyof HostConfig, parsed: unknown][] = [
  ["--env", "WAYBILL_ENV", "test", "env", "test"],
  ["--data-dir", "WAYBILL_DATA_DIR", "/srv/waybill", "dataDir", "/srv/waybill"],
  ["--ingress-host", "WAYBILL_INGRESS_HOST", "0.0.0.0", "ingressHost", "0.0.0.0"],
  ["--ingress-port", "WAYBILL_INGRESS_PORT", "0", "ingressPort", 0],
  ["--console-host", "WAYBILL_CONSOLE_HOST", "::1", "consoleHost", "::1"],
  ["--console-port", "WAYBILL_CONSOLE_PORT", "65535", "consolePort", 65_535],
  ["--console-token", "WAYBILL_CONSOLE_TOKEN", "a.token_of-mine~", "consoleToken", "a.token_of-mine~"],
];

test.each(pairs)("%s and %s say the same", (flag, variable, value, key, parsed) => {
  expect(configOf([flag, value])[key]).toEqual(parsed);
  expect(configOf([`${flag}=${value}`])[key]).toEqual(parsed);
  expect(configOf([], { [variable]: value })[key]).toEqual(parsed);
});

test("a flag wins over its variable, the last flag over the first", () => {
  expect(configOf(["--ingress-port", "1", "--ingress-port=2"], { WAYBILL_INGRESS_PORT: "3" }).ingressPort).toBe(2);
});

const variables: [variable: string, value: string, key: keyof HostConfig, parsed: unknown][] = [
  ["WAYBILL_STRIPE_SECRET_KEY", "rk_test_4eC39", "stripeSecretKey", "rk_test_4eC39"],
  ["WAYBILL_STRIPE_WEBHOOK_SECRET", "whsec_a, whsec_b,", "stripeWebhookSecrets", ["whsec_a", "whsec_b"]],
  ["WAYBILL_STRIPE_API_BASE", "http://127.0.0.1:4010/", "stripeApiBase", "http://127.0.0.1:4010"],
  ["WAYBILL_PANEL_URL", "https://games.example.com/panel/", "panelUrl", "https://games.example.com/panel"],
  ["WAYBILL_PANEL_API_KEY", "ptla_abc", "panelApiKey", "ptla_abc"],
  ["WAYBILL_PANEL_KIND", "pelican", "panelKind", "pelican"],
  ["WAYBILL_JWT_SECRET", "between us", "jwtSecret", "between us"],
  ["WAYBILL_JWKS_URL", "https://shop.example.com/keys?v=2", "jwksUrl", "https://shop.example.com/keys?v=2"],
  ["WAYBILL_CATALOG", "/etc/waybill/catalog.json", "catalogFile", "/etc/waybill/catalog.json"],
  ["WAYBILL_PUBLIC_URL", "https://shop.example.com/", "publicUrl", "https://shop.example.com"],
  [
    "WAYBILL_STOREFRONT_ORIGINS",
    "https://a.example,http://b.example:8080",
    "storefrontOrigins",
    ["https://a.example", "http://b.example:8080"],
  ],
];

test.each(variables)("%s is read", (variable, value, key, parsed) => {
  expect(configOf(["--env", "test"], { [variable]: value })[key]).toEqual(parsed);
});

test("an empty variable counts as unset", () => {
  expect(configOf([], { WAYBILL_ENV: "", WAYBILL_PANEL_URL: "" })).toMatchObject({ env: "sandbox" });
});

test("paths become absolute", () => {
  expect(configOf(["--data-dir", "here"]).dataDir).toBe(path.resolve("here"));
});

test("the browser opens where --open asks for it and --no-open does not", () => {
  expect(configOf(["--open"]).open).toBe(true);
  expect(configOf(["--open", "--no-open"]).open).toBe(false);
});

test("--help and --version win over what can't be used", () => {
  expect(readHostConfig(sources(["--help", "--env", "nowhere"]))).toEqual({ ok: true, value: { kind: "help" } });
  expect(readHostConfig(sources(["--version"]))).toEqual({ ok: true, value: { kind: "version" } });
});

test("a misspelt variable is noticed, its value is not told", () => {
  const { warnings } = configOf([], { WAYBILL_STRIPE_KEY: "sk_test_hidden" });
  expect(warnings).toEqual(["WAYBILL_STRIPE_KEY is set, but Waybill has no such variable; it is ignored."]);
});

test("a console that others can reach is noticed", () => {
  const says = "opens the console to the network, unencrypted. Keep that network private.";
  expect(configOf(["--console-host", "0.0.0.0"]).warnings).toEqual([`--console-host 0.0.0.0 ${says}`]);
  expect(configOf([], { WAYBILL_CONSOLE_HOST: "10.0.0.5" }).warnings).toEqual([
    `WAYBILL_CONSOLE_HOST 10.0.0.5 ${says}`,
  ]);
  expect(configOf(["--console-host", "::1"]).warnings).toEqual([]);
});

const refusals: [argv: string[], env: Record<string, string>, says: string][] = [
  [["--prot", "1"], {}, "--prot is not a flag of Waybill: run with --help to see what there is."],
  [["--console"], {}, "--console is not a flag of Waybill: did you mean --console-host?"],
  [["sk_live_x"], {}, "A word on the command line belongs to no flag: run with --help to see what there is."],
  [["--data-dir"], {}, "--data-dir needs a value: write --data-dir=VALUE."],
  [["--data-dir", "--open"], {}, "--data-dir needs a value: write --data-dir=VALUE."],
  [["--env="], {}, "--env needs a value: write --env=VALUE."],
  [["--open=yes"], {}, "--open takes no value: write --open alone."],
  [["--env", "production"], {}, '--env "production" is not an environment: choose sandbox, test or live.'],
  [[], { WAYBILL_ENV: "Live" }, 'WAYBILL_ENV "Live" is not an environment: choose sandbox, test or live.'],
  [["--panel-kind", "Pelican"], {}, '--panel-kind "Pelican" is not a panel that Waybill knows: choose pterodactyl or'],
  [["--ingress-port", "65536"], {}, '--ingress-port "65536" is not a port'],
  [["--console-port", "-1"], {}, '--console-port "-1" is not a port'],
  [[], { WAYBILL_CONSOLE_PORT: "80a" }, 'WAYBILL_CONSOLE_PORT "80a" is not a port'],
  [["--ingress-host", "http://x"], {}, '--ingress-host "http://x" is not a host'],
  [["--console-token", "short"], {}, "--console-token is not a token"],
  [["--console-token", "with spaces in it"], {}, "--console-token is not a token"],
  [["--console-port", "3001"], {}, "--console-port 3001 is the ingress's port too: the console needs one of its own."],
  [["--database-url", "postgres://u:hidden@db/w"], {}, "--database-url names a PostgreSQL database"],
  [[], { WAYBILL_DATABASE_URL: "mysql://u:hidden@db/w" }, "WAYBILL_DATABASE_URL is not a database"],
  [
    [],
    { WAYBILL_STRIPE_API_BASE: "localhost:4010", WAYBILL_PANEL_URL: "http://p" },
    'WAYBILL_STRIPE_API_BASE "localhost:4010" is not an address',
  ],
  [["--env", "test"], { WAYBILL_STRIPE_API_BASE: "http://127.0.0.1:1/v1" }, "has a path"],
  [["--env", "test"], { WAYBILL_PANEL_URL: "https://u:hidden@panel.example" }, "WAYBILL_PANEL_URL is not an address"],
  [["--env", "test"], { WAYBILL_PANEL_API_KEY: "ptlc_hidden" }, "WAYBILL_PANEL_API_KEY is a client key"],
  [["--env", "test"], { WAYBILL_PUBLIC_URL: "ftp://shop" }, 'WAYBILL_PUBLIC_URL "ftp://shop" is not an address'],
  [["--env", "test"], { WAYBILL_JWKS_URL: "keys" }, 'WAYBILL_JWKS_URL "keys" is not an address'],
  [["--env", "test"], { WAYBILL_STOREFRONT_ORIGINS: "*" }, 'WAYBILL_STOREFRONT_ORIGINS "*" is not an address'],
  [["--env", "test"], { WAYBILL_STOREFRONT_ORIGINS: "https://a.example/shop" }, "has a path"],
  [
    ["--env", "test"],
    { WAYBILL_STRIPE_SECRET_KEY: "pk_test_hidden" },
    "WAYBILL_STRIPE_SECRET_KEY is a publishable key",
  ],
  [["--env", "test"], { WAYBILL_STRIPE_SECRET_KEY: "hidden" }, "WAYBILL_STRIPE_SECRET_KEY is not a Stripe key"],
  [["--env", "test"], { WAYBILL_STRIPE_SECRET_KEY: "sk_test_hid den" }, "WAYBILL_STRIPE_SECRET_KEY has a space"],
  [
    ["--env", "test"],
    { WAYBILL_STRIPE_SECRET_KEY: "sk_live_hidden" },
    "WAYBILL_STRIPE_SECRET_KEY is a live key, but the environment is test",
  ],
  [
    [],
    { WAYBILL_STRIPE_SECRET_KEY: "rk_live_hidden" },
    "WAYBILL_STRIPE_SECRET_KEY is a live key, but the environment is sandbox",
  ],
  [
    ["--env", "live"],
    { WAYBILL_STRIPE_SECRET_KEY: "sk_test_hidden" },
    "WAYBILL_STRIPE_SECRET_KEY is a test key, but the environment is live",
  ],
  [
    ["--env", "test"],
    { WAYBILL_STRIPE_WEBHOOK_SECRET: "whsec_a,hidden" },
    "WAYBILL_STRIPE_WEBHOOK_SECRET is not a signing secret",
  ],
  [["--env", "test"], { WAYBILL_STRIPE_WEBHOOK_SECRET: "," }, "WAYBILL_STRIPE_WEBHOOK_SECRET is empty"],
  [
    [],
    { WAYBILL_PANEL_URL: "http://127.0.0.1:4020" },
    "WAYBILL_PANEL_URL is set without WAYBILL_STRIPE_API_BASE: in the sandbox set both, or neither.",
  ],
  [
    ["--env", "live"],
    { WAYBILL_PANEL_URL: "http://panel.example" },
    'WAYBILL_PANEL_URL "http://panel.example" would send keys in the clear',
  ],
];

test.each(refusals)("%j %j is refused in a sentence that names it", (argv, env, says) => {
  const refusal = refusalOf(argv, env);
  expect(refusal).toContain(says);
  expect(refusal).toMatch(/^[^\n]+[.?]$/);
  expect(refusal).not.toContain("hidden");
});

test("a stand-in for Stripe may take keys of any shape", () => {
  const env = { WAYBILL_STRIPE_API_BASE: "http://127.0.0.1:1", WAYBILL_STRIPE_SECRET_KEY: "anything" };
  expect(configOf(["--env", "test"], env).stripeSecretKey).toBe("anything");
});

test("a desktop's command line may carry Chromium's switches", () => {
  const asked = readHostConfig({ ...sources(["--no-sandbox", "--env", "test", "waybill://order/1"]), lenient: true });
  expect(asked).toMatchObject({ ok: true, value: { config: { env: "test" } } });
});

test.each([
  ["linux", {}, "/home/ada/.local/share/waybill"],
  ["linux", { XDG_DATA_HOME: "/data" }, "/data/waybill"],
  ["linux", { XDG_DATA_HOME: "relative" }, "/home/ada/.local/share/waybill"],
  ["darwin", {}, "/home/ada/Library/Application Support/Waybill"],
] as const)("data lies where %s keeps it (%j)", (platform, env, folder) => {
  const asked = readHostConfig({ ...sources([], env), platform });
  expect(asked).toMatchObject({ ok: true, value: { config: { dataDir: folder } } });
});

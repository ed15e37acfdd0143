import { startBenchEngine } from "../start-bench-engine.ts";
import { CATALOG_FILE } from "./catalog-file.ts";

// Between a Stripe and a panel whose addresses and keys its argument tells.
const told = JSON.parse(process.argv[2] ?? "{}") as Readonly<Record<string, string>>;
await startBenchEngine({
  env: "sandbox",
  stripe: {
    secretKey: told["stripe_secret_key"]!,
    webhookSecrets: [told["stripe_webhook_secret"]!],
    apiBase: told["stripe"]!,
  },
  panel: { url: told["panel"]!, apiKey: told["panel_api_key"]! },
  catalogFile: CATALOG_FILE,
  jwtSecret: told["jwt_secret"]!,
});

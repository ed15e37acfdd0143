import { SECRET } from "../signed-events.ts";
import { startBenchEngine } from "../start-bench-engine.ts";

// With nobody behind it: what it takes is measured, not what comes of it.
await startBenchEngine({
  env: "test",
  stripe: { secretKey: null, webhookSecrets: [SECRET], apiBase: null },
  panel: { url: null, apiKey: null },
  catalogFile: null,
  jwtSecret: null,
});

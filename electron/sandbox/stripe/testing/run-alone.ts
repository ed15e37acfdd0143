import { startSandboxStripe } from "../start-sandbox-stripe.ts";
import { SECRET_KEY, seed, WEBHOOK_SECRET } from "./world.ts";

// A Stripe in a process of its own, so that a test can kill it. Says its address in its first line.
const [dataFile = "", webhookUrl = ""] = process.argv.slice(2);
const sandbox = await startSandboxStripe({
  host: "127.0.0.1",
  port: 0,
  dataFile,
  secretKey: SECRET_KEY,
  webhookSecret: WEBHOOK_SECRET,
  webhookUrl,
  seed,
});
process.stdout.write(`${sandbox.url}\n`);

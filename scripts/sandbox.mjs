import { prepare } from "./prepare/prepare.mjs";

// `npm run sandbox -- <flags>`: the Stripe and the panel alone, in this very process.
await prepare();
await import("../out/main/sandbox.js");

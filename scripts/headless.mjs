import { prepare } from "./prepare/prepare.mjs";

// `npm run headless -- <flags>`: the built headless host, in this very process.
await prepare();
await import("../out/main/headless.js");

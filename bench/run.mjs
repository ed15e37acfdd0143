import { prepareTools } from "../scripts/prepare/prepare.mjs";
import { say } from "../scripts/prepare/terminal.mjs";

// `npm run bench`: durable ingest beside a server that only checks signatures. `-- --rounds 5` for steadier medians.
const prepared = await prepareTools();
if (!prepared.ok) {
  say(prepared.says);
  process.exit(1);
}
await import("./main.ts");

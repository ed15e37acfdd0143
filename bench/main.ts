import { parseArgs } from "node:util";
import { measureIngest } from "./ingest/measure-ingest.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "3" }, type: { type: "string", default: "invoice.created" } },
});

const rows = await measureIngest({
  seconds: 2,
  rounds: Number(values.rounds),
  connections: [1, 16, 64],
  type: values.type,
});
console.table(
  rows.map(({ connections, ceiling, engine }) => ({
    connections,
    "ceiling per s": ceiling.perSecond,
    "engine per s": engine.perSecond,
    "of ceiling": Number((engine.perSecond / ceiling.perSecond).toFixed(2)),
    "ceiling p99 ms": ceiling.p99,
    "engine p99 ms": engine.p99,
  })),
);

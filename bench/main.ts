import { parseArgs } from "node:util";
import { measureIngest } from "./ingest/measure-ingest.ts";
import { measurePurchases } from "./purchase/measure-purchase.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    type: { type: "string", default: "invoice.created" },
    purchases: { type: "string", default: "20" },
  },
});
const hundredths = (value: number) => Number(value.toFixed(2));

console.log("Durable ingest, beside a server that only checks signatures");
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
    "of ceiling": hundredths(engine.perSecond / ceiling.perSecond),
    "ceiling p99 ms": ceiling.p99,
    "engine p99 ms": engine.p99,
  })),
);

console.log("A webhook's 2xx until the panel is asked for the server, in ms");
const { purchases, whole, own } = await measurePurchases(Number(values.purchases));
console.table(
  Object.entries({ "engine's own share": own, "with Stripe's and the panel's answers": whole }).map(([part, ms]) => ({
    part,
    purchases,
    p50: hundredths(ms.p50),
    p99: hundredths(ms.p99),
  })),
);

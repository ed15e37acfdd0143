import autocannon, { type Request } from "autocannon";
import { type Child, startChild } from "../child.ts";
import { median } from "../numbers.ts";
import { signedEvents, type SignedEvent } from "../signed-events.ts";

export interface IngestOptions {
  readonly seconds: number;
  readonly rounds: number;
  readonly connections: readonly number[];
  /** Types that are applied bring work after the 2xx; others are only kept. */
  readonly type: string;
}

/** Medians over the rounds. */
export interface Throughput {
  readonly perSecond: number;
  readonly p99: number;
}
export interface IngestRow {
  readonly connections: number;
  readonly ceiling: Throughput;
  readonly engine: Throughput;
}

/** More than any machine of ours answers in a second. */
const MOST_PER_SECOND = 12_000;

/** The engine's durable ingest beside the ceiling, one after the other in each round, so that both meet the same noise. */
export async function measureIngest(options: IngestOptions): Promise<IngestRow[]> {
  const ceiling = await startChild("ingest/ceiling-process.ts");
  const engine = await startChild("ingest/engine-process.ts");
  try {
    for (const child of [ceiling, engine]) await shoot(child, 16, 1, options.type);
    const rows: IngestRow[] = [];
    for (const connections of options.connections) rows.push(await measureAt(connections, options, ceiling, engine));
    return rows;
  } finally {
    await Promise.all([ceiling.stop(), engine.stop()]);
  }
}

async function measureAt(
  connections: number,
  { seconds, rounds, type }: IngestOptions,
  ceiling: Child,
  engine: Child,
): Promise<IngestRow> {
  const shots: { readonly ceiling: Throughput[]; readonly engine: Throughput[] } = { ceiling: [], engine: [] };
  for (let round = 0; round < rounds; round += 1) {
    shots.ceiling.push(await shoot(ceiling, connections, seconds, type));
    shots.engine.push(await shoot(engine, connections, seconds, type));
  }
  return { connections, ceiling: medians(shots.ceiling), engine: medians(shots.engine) };
}

async function shoot({ ready }: Child, connections: number, seconds: number, type: string): Promise<Throughput> {
  const events = signedEvents(type, Math.ceil(seconds * MOST_PER_SECOND));
  let next = 0;
  const setupRequest = (request: Request): Request => {
    const event = events[next] as SignedEvent;
    next += 1;
    return { ...request, method: "POST", path: "/api/stripe/webhook", ...event };
  };
  const result = await autocannon({ url: ready["url"]!, connections, duration: seconds, requests: [{ setupRequest }] });
  const bad = result.non2xx + result.errors + result.timeouts;
  if (bad > 0) throw new Error(`${bad} of ${result.requests.total} webhooks were not answered with 2xx`);
  return { perSecond: result.requests.total / seconds, p99: result.latency.p99 };
}

const medians = (shots: readonly Throughput[]): Throughput => ({
  perSecond: median(shots.map(({ perSecond }) => perSecond)),
  p99: median(shots.map(({ p99 }) => p99)),
});

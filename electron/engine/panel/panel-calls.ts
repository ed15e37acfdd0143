import type { z } from "zod";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Clock } from "../ports.ts";
import { classifyReply, classifySilence, isCertainlyMissing, unreadable } from "./classify-fault.ts";
import type { PanelAct } from "./panel-acts.ts";
import type { PanelCall, PanelExchange, PanelFault } from "./panel-port.ts";
import { pageOf } from "./panel-shapes.ts";
import type { PanelReply, PanelRequest, PanelTransport } from "./panel-transport.ts";

export interface PanelTimeouts {
  readonly createMs: number;
  readonly writeMs: number;
  readonly readMs: number;
}

/** Where a call's exchanges gather, in the order they were sent. */
export type Trail = PanelExchange[];
export type Answer<T> = Result<T, PanelFault>;

/** The ways to ask a panel, each ending in the asked-for shape or a fault; every exchange lands on the trail. */
export interface PanelCalls {
  /** One thing; null only where the panel itself says that there is none. */
  find<T extends z.ZodType>(act: PanelAct, path: string, shape: T, trail: Trail): Promise<Answer<z.infer<T> | null>>;
  /** All pages of a list. `query` is encoded already and has no page. */
  list<T extends z.ZodType>(
    act: PanelAct,
    path: string,
    query: string,
    of: T,
    trail: Trail,
  ): Promise<Answer<z.infer<T>[]>>;
  create<T extends z.ZodType>(
    act: PanelAct,
    path: string,
    body: unknown,
    shape: T,
    trail: Trail,
  ): Promise<Answer<z.infer<T>>>;
  /** A change whose answer's body, if it has one, is of no interest: a POST without a body where `how` says nothing else. */
  change(
    act: PanelAct,
    path: string,
    trail: Trail,
    how?: { readonly method: "POST" | "PATCH" | "DELETE"; readonly body?: unknown },
  ): Promise<Answer<void>>;
  budget(): { readonly remaining: number; readonly limit: number } | null;
}

const PER_PAGE = 100;
const MOST_PAGES = 1000; // a total_pages that a broken answer makes up must not keep us asking for ever

export function createPanelCalls(transport: PanelTransport, timeouts: PanelTimeouts, now: Clock): PanelCalls {
  let budget: ReturnType<PanelCalls["budget"]> = null;

  async function ask(
    act: PanelAct,
    request: Omit<PanelRequest, "timeoutMs">,
    trail: Trail,
  ): Promise<Answer<PanelReply>> {
    const timeoutMs = timeouts[`${act.kind}Ms`];
    const { arrival, exchange } = await transport.send({ ...request, timeoutMs });
    trail.push(exchange);
    if (arrival.kind === "silence") return err(classifySilence(act, arrival.silence));
    budget = budgetOf(arrival.reply.headers) ?? budget;
    return ok(arrival.reply);
  }

  function parse<T extends z.ZodType>(act: PanelAct, reply: PanelReply, shape: T): Answer<z.infer<T>> {
    if (!isSuccess(reply)) return err(classifyReply(act, reply, now()));
    const parsed = shape.safeParse(reply.json);
    return parsed.success ? ok(parsed.data) : err(unreadable(act, reply, now()));
  }

  return {
    async find(act, path, shape, trail) {
      const answer = await ask(act, { method: "GET", path }, trail);
      if (!answer.ok) return answer;
      return isCertainlyMissing(answer.value, now()) ? ok(null) : parse(act, answer.value, shape);
    },
    async list(act, path, query, of, trail) {
      const shape = pageOf(of);
      const rows: z.infer<typeof of>[] = [];
      // The panel's own links lose the filters and the page size, so every page's address is built here.
      for (let page = 1; page <= MOST_PAGES; page += 1) {
        const answer = await ask(act, { method: "GET", path: `${path}?${pageQuery(query, page)}` }, trail);
        if (!answer.ok) return answer;
        const parsed = parse(act, answer.value, shape);
        if (!parsed.ok) return parsed;
        rows.push(...(parsed.value.data as z.infer<typeof of>[]));
        if (page >= (parsed.value.meta?.pagination.total_pages ?? 1)) return ok(rows);
      }
      return ok(rows);
    },
    async create(act, path, body, shape, trail) {
      const answer = await ask(act, { method: "POST", path, body }, trail);
      return answer.ok ? parse(act, answer.value, shape) : answer;
    },
    async change(act, path, trail, how = { method: "POST" }) {
      const answer = await ask(act, { path, ...how }, trail);
      if (!answer.ok) return answer;
      return isSuccess(answer.value) ? ok(undefined) : err(classifyReply(act, answer.value, now()));
    },
    budget: () => budget,
  };
}

/** Runs a call with a fresh trail and hands both back as the port promises. */
export async function onTrail<T>(run: (trail: Trail) => Promise<Answer<T>>): Promise<PanelCall<T>> {
  const trail: Trail = [];
  return { result: await run(trail), exchanges: trail };
}

const isSuccess = (reply: PanelReply) => reply.status >= 200 && reply.status < 300;
const pageQuery = (query: string, page: number) =>
  [query, `per_page=${PER_PAGE}`, `page=${page}`].filter(Boolean).join("&");

function budgetOf(headers: Headers): { remaining: number; limit: number } | null {
  const [remaining, limit] = ["x-ratelimit-remaining", "x-ratelimit-limit"].map((name) => headers.get(name));
  if (!remaining || !limit || Number.isNaN(Number(remaining)) || Number.isNaN(Number(limit))) return null;
  return { remaining: Number(remaining), limit: Number(limit) };
}

import { type Context, Hono } from "hono";
import { z } from "zod";
import { LabPass } from "../../../../shared/contract/lab.ts";
import type { Result } from "../../../../shared/kernel/result.ts";
import type { Lab } from "../lab.ts";
import type { LabRefused } from "../lab-refused.ts";
import { newsOf } from "../watching/news-of.ts";

const ScenariosAsked = z.strictObject({
  names: z.array(z.string()).min(1),
  seed: z.number().int().optional(),
  intensity: z.number().gt(0).max(1).optional(),
});
const CustomersAsked = z.strictObject({
  count: z.number().int().min(1).max(1000).default(1),
  scenario: z.string().optional(),
  shop: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional(),
  wait: z.boolean().default(true),
});

/**
 * `/sandbox/…` on Stripe's port: the lab from outside. README.md here says what each takes. They ask for no key and
 * listen on this machine alone; a browser's page can't use them, since they take nothing but JSON.
 */
export function controlRoutes(lab: () => Lab | undefined): Hono {
  const app = new Hono();
  app.get("/sandbox/scenarios", (c) => withLab(c, lab(), (open) => c.json(open.state())));
  app.post("/sandbox/scenarios", (c) =>
    withBody(c, lab(), ScenariosAsked, async (open, asked) =>
      told(c, await open.start(asked), (running) => ({ running })),
    ),
  );
  app.delete("/sandbox/scenarios", (c) =>
    withLab(c, lab(), async (open) => {
      await open.stop();
      return c.json({ running: null });
    }),
  );
  app.post("/sandbox/customers", (c) =>
    withBody(c, lab(), CustomersAsked, async (open, { wait, ...asked }) =>
      wait
        ? told(c, await open.customers(asked), (customers) => ({ customers }))
        : told(c, open.send(asked), (sent) => sent),
    ),
  );
  app.get("/sandbox/time", (c) => withLab(c, lab(), (open) => c.json(open.clock())));
  app.post("/sandbox/time", (c) =>
    withBody(c, lab(), LabPass, async (open, pass) => told(c, await open.pass(pass), (clock) => clock)),
  );
  app.get("/sandbox/watch", (c) =>
    withLab(c, lab(), (open) => {
      const lines = newsOf(() => open.seen(), c.req.raw.signal);
      return new Response(ReadableStream.from(lines).pipeThrough(new TextEncoderStream()), {
        headers: { "content-type": "application/x-ndjson" },
      });
    }),
  );
  app.post("/sandbox/reset", (c) =>
    withBody(c, lab(), z.strictObject({}), async (open) => {
      await open.reset();
      return c.json({ reset: true });
    }),
  );
  return app;
}

type Answered = Response | Promise<Response>;

const withLab = (c: Context, lab: Lab | undefined, answer: (lab: Lab) => Answered): Answered =>
  lab ? answer(lab) : c.json({ error: "The sandbox is still starting.", code: "STARTING" }, 503);

const withBody = <T extends z.ZodType>(
  c: Context,
  lab: Lab | undefined,
  shape: T,
  answer: (lab: Lab, asked: z.output<T>) => Answered,
): Answered =>
  withLab(c, lab, async (open) => {
    if (!/^application\/json\b/i.test(c.req.header("content-type") ?? ""))
      return c.json({ error: "Send JSON, and say so in content-type.", code: "NOT_JSON" }, 415);
    const parsed = shape.safeParse(jsonOf(await c.req.text()));
    if (parsed.success) return answer(open, parsed.data);
    return c.json({ error: z.prettifyError(parsed.error), code: "BAD_REQUEST" }, 400);
  });

function jsonOf(text: string): unknown {
  try {
    return text === "" ? {} : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

function told<T>(c: Context, result: Result<T, LabRefused>, body: (value: T) => object): Response {
  if (result.ok) return c.json(body(result.value));
  return c.json({ error: result.error.says, code: result.error.code }, 409);
}

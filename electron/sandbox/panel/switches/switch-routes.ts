import { type Context, Hono } from "hono";
import { z } from "zod";
import { DaemonBehaviour, readBehaviour } from "../daemon/behaviour.ts";
import type { PanelParts } from "../http/call.ts";
import { PanelSwitches, readSwitches, turnSwitches } from "./panel-switches.ts";

const DaemonTurned = z.strictObject({
  /** All nodes, where none is named. */
  nodeId: z.number().int().optional(),
  /** Takes the place of how it behaved; `{}` is well. */
  behaviour: DaemonBehaviour.optional(),
  /** Starts the daemon again: its installs are cut off, and the panel takes them for done. */
  restart: z.literal(true).optional(),
});

/**
 * `/sandbox/…`: how the panel and its daemons behave, for tests and for practice. No panel has such routes; they ask for no
 * key and listen on this machine alone. A browser's page can't turn them: only JSON is taken, which it may not send here.
 */
export function switchRoutes({ store, installer }: PanelParts): Hono {
  const app = new Hono();
  const daemons = () =>
    store.nodes.select("ORDER BY id").map(({ id, name, daemon }) => ({
      nodeId: id,
      name,
      behaviour: readBehaviour(daemon),
    }));
  app.get("/panel", (c) => c.json(readSwitches(store)));
  app.post("/panel", async (c) => {
    const turned = await readTurned(c, PanelSwitches);
    return turned instanceof Response ? turned : c.json(turnSwitches(store, turned));
  });
  app.delete("/panel", (c) => {
    store.setFlag("switches", "{}");
    store.setFlag("maintenance", "off");
    return c.json(readSwitches(store));
  });
  app.get("/daemon", (c) => c.json(daemons()));
  app.post("/daemon", async (c) => {
    const turned = await readTurned(c, DaemonTurned);
    if (turned instanceof Response) return turned;
    const { nodeId, behaviour, restart } = turned;
    const nodes = store.nodes.select("ORDER BY id").filter(({ id }) => nodeId === undefined || id === nodeId);
    if (nodes.length === 0) return c.json({ error: `There is no node ${nodeId}.` }, 404);
    for (const { id } of nodes) {
      if (behaviour) store.nodes.update(id, { daemon: JSON.stringify(behaviour) });
      if (restart) installer.restart(id);
    }
    return c.json(daemons());
  });
  return app;
}

/** What the body turns, or the answer to a body that turns nothing. */
async function readTurned<T extends z.ZodType>(c: Context, shape: T): Promise<z.infer<T> | Response> {
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? ""))
    return c.json({ error: "Send JSON, and say so in content-type." }, 415);
  const text = await c.req.text();
  try {
    const parsed = shape.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : c.json({ error: z.prettifyError(parsed.error) }, 400);
  } catch {
    return c.json({ error: "The body is no JSON." }, 400);
  }
}

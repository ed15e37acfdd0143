import { z } from "zod";

/** What the engine's process tells main. */
export const FromEngine = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    /** Origins on this machine, or of the shop's own panel, that links of the console may open in a browser. */
    openable: z.array(z.string()),
  }),
  z.object({ kind: z.literal("refused"), says: z.string(), exitCode: z.number() }),
]);
export type FromEngine = z.infer<typeof FromEngine>;

/** What main tells the engine's process. `console` comes with a port for the RPC. */
export const ToEngine = z.object({ kind: z.enum(["console", "stop"]) });
export type ToEngine = z.infer<typeof ToEngine>;

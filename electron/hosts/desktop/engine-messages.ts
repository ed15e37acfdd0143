import { z } from "zod";

/** A text for the system's key store, which only main can reach. The answer comes under the same number. */
const KeyStoreAsked = z.object({ kind: z.enum(["seal", "open"]), id: z.string(), text: z.string() });
export type KeyStoreAsked = z.infer<typeof KeyStoreAsked>;

/** What the engine's process tells main. */
export const FromEngine = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    /** Origins on this machine, or of the shop's own panel, that links of the console may open in a browser. */
    openable: z.array(z.string()),
  }),
  z.object({ kind: z.literal("refused"), says: z.string(), exitCode: z.number() }),
  KeyStoreAsked,
]);
export type FromEngine = z.infer<typeof FromEngine>;

/** What main tells the engine's process. `console` comes with a port for the RPC; `woke` after a sleep. */
export const ToEngine = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["console", "stop", "woke"]) }),
  /** Null where the key store can't do that. */
  z.object({ kind: z.literal("key_store"), id: z.string(), text: z.string().nullable() }),
]);
export type ToEngine = z.infer<typeof ToEngine>;

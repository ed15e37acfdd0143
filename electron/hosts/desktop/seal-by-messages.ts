import { randomUUID } from "node:crypto";
import type { Seal } from "../secrets/signing-secrets.ts";
import type { KeyStoreAsked, ToEngine } from "./engine-messages.ts";

/** The key store as the engine's process has it: each wish goes to main, which answers by its number. */
export interface AskedSeal extends Seal {
  /** Call it with every answer of main's. */
  answered(answer: Extract<ToEngine, { kind: "key_store" }>): void;
}

export function sealByMessages(tell: (message: KeyStoreAsked) => void): AskedSeal {
  const waiting = new Map<string, (text: string | null) => void>();
  const ask = (kind: KeyStoreAsked["kind"], text: string) =>
    new Promise<string | null>((resolve) => {
      const id = randomUUID(); // an answer to a process that died must not fit a wish of the one after it
      waiting.set(id, resolve);
      tell({ kind, id, text });
    });
  return {
    seal: (text) => ask("seal", text),
    open: (sealed) => ask("open", sealed),
    answered({ id, text }) {
      waiting.get(id)?.(text);
      waiting.delete(id);
    },
  };
}

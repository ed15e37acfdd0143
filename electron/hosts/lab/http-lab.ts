import { z } from "zod";
import type { LabPort } from "../../engine/lab/lab-port.ts";
import { LabClock, LabRunning, LabState } from "../../../shared/contract/lab.ts";
import { ok } from "../../../shared/kernel/result.ts";
import { askSandbox } from "./ask-sandbox.ts";
import { watchSandbox } from "./watch-sandbox.ts";

const Started = z.object({ running: LabRunning });

/**
 * The fault lab of the sandbox whose Stripe is at `origin`, by the routes that scripts use, too: it makes no difference
 * whether that sandbox runs in this process or in one of its own.
 */
export function httpLab(origin: string): LabPort {
  const ask = <T extends z.ZodType>(method: "DELETE" | "GET" | "POST", path: string, answer: T, body?: object) =>
    askSandbox(origin, { method, path, ...(body && { body }) }, answer);
  const nothing = async (method: "DELETE" | "POST", path: string, body?: object) => {
    const done = await ask(method, path, z.object({}), body);
    return done.ok ? ok(undefined) : done;
  };
  return {
    state: () => ask("GET", "scenarios", LabState),
    watch: (signal) => watchSandbox(origin, signal),
    async start(asked) {
      const started = await ask("POST", "scenarios", Started, asked);
      return started.ok ? ok(started.value.running) : started;
    },
    stop: () => nothing("DELETE", "scenarios"),
    customers: (count) => ask("POST", "customers", z.object({ asked: z.number().int() }), { count, wait: false }),
    passTime: (pass) => ask("POST", "time", LabClock, pass),
    reset: () => nothing("POST", "reset", {}),
  };
}

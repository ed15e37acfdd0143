import type { Log } from "../../engine/ports.ts";

/** A second signal within this time is the same wish told twice: a terminal and a parent process both pass it on. */
const ECHO_MS = 300;
/** What has not stopped by then is let go; killing it loses nothing, and the next start converges. */
const PATIENCE_MS = 20_000;

/**
 * Stops once, on SIGTERM, SIGINT, SIGHUP or when the launcher that holds this process's channel is gone; then ends the
 * process with 0. A second signal ends it at once.
 */
export function stopOnSignals(log: Log, stop: () => Promise<void>): void {
  let askedAt = 0;
  const onSignal = (reason: string) => {
    if (askedAt > 0 && Date.now() - askedAt < ECHO_MS) return;
    if (askedAt > 0) process.exit(1);
    askedAt = Date.now();
    log.info({ reason }, "Stopping: running work reaches a safe point first.");
    setTimeout(() => {
      log.warn({}, "Something does not stop. Waybill ends anyway; the next start goes on from here.");
      process.exit(0);
    }, PATIENCE_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "Waybill could not stop in order.");
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => onSignal(signal));
  process.on("disconnect", () => onSignal("the launcher is gone"));
}

/** What nobody caught is a bug: it is logged, and the process ends with 1. Electron alone would go on, plain Node not. */
export function endOnBugs(log: Log): void {
  const end = (error: unknown) => {
    log.error({ err: error }, "Waybill met an error that it does not know, and ends. Start it again; nothing is lost.");
    process.exit(1);
  };
  process.on("uncaughtException", end);
  process.on("unhandledRejection", end);
}

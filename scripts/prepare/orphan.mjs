const LOOK_MS = 250;

/**
 * Stops this process in order when npm, or the shell between, is gone. npm passes SIGTERM to that shell, which ends
 * without passing it on; the program would go on, hold its ports and its data folder, and nobody would know.
 */
export function stopWhenOrphaned() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    process.kill(process.pid, "SIGTERM");
  }, LOOK_MS);
  look.unref();
}

const ends = new WeakMap<object, Promise<unknown>>();

/**
 * Runs `work` after all that was given before for the same `owner`. A look-up and the create after it belong together:
 * two orders may want the last port, and two runs of one order may both have seen no server. Between processes nothing is
 * needed: one engine alone writes a database.
 */
export function oneAtATime<T>(owner: object, work: () => Promise<T>): Promise<T> {
  const before = ends.get(owner) ?? Promise.resolve();
  const run = before.then(work, work);
  ends.set(
    owner,
    run.catch(() => undefined),
  );
  return run;
}

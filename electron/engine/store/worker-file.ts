import { existsSync } from "node:fs";
import path from "node:path";

/** The program of a thread: beside this file in the sources, in the build beside the program or one folder up from its chunks. */
export function workerFile(name: "check-worker" | "checkpoint-worker"): string {
  const here = import.meta.dirname;
  const beside = path.join(here, `${name}.js`);
  const places = [path.join(here, `${name}.ts`), beside, path.join(here, "..", `${name}.js`)];
  return places.find((place) => existsSync(place)) ?? beside;
}

import { SETTINGS, type Setting } from "./settings.ts";

const all: readonly Setting[] = Object.values(SETTINGS);
const line = (left: string, right: string) => `  ${left.padEnd(40)} ${right}`;

/** What `--help` prints. */
export function usage(): string {
  const flags = all.filter(({ flag }) => flag).map(({ flag, takes, means }) => line(`${flag} ${takes}`, means));
  const variables = all
    .filter(({ flag, variable }) => variable && !flag)
    .map(({ variable, takes, means }) => line(`${variable}=${takes}`, means));
  const pairs = all
    .filter(({ flag, variable }) => flag && variable)
    .map(({ flag, variable }) => line(variable ?? "", flag ?? ""));
  return [
    "Waybill without a window: the engine, and the console for a browser.",
    "",
    "Flags:",
    ...flags,
    line("--open, --no-open", "open the console in a browser, if a display is there"),
    line("--help, --version", "print and leave"),
    "",
    "Variables that stand for a flag, where the flag is absent:",
    ...pairs,
    "",
    "Variables:",
    ...variables,
    "",
    "Ends with 0 after SIGTERM, 2 where a setting can't be used, 3 where the database is newer than this Waybill.",
    "",
  ].join("\n");
}

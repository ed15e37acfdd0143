import { chooseHost } from "./desktop/choose-host.mjs";
import { runDesktop } from "./desktop/run-desktop.mjs";
import { prepare } from "./prepare/prepare.mjs";
import { say } from "./prepare/terminal.mjs";

// `npm start`: the product, in a window where one can open, else in the browser.
await prepare();
const flags = process.argv.slice(2).filter((flag) => flag !== "--headless");
const asked = flags.length < process.argv.length - 2;
const chosen = asked ? { host: "headless", why: "--headless asks for it" } : await chooseHost();

if (chosen.host === "desktop") {
  const { code, failedAtOnce } = await runDesktop(chosen.binary, flags);
  if (failedAtOnce === undefined) process.exit(code);
  chosen.why = `the window ended at once (${failedAtOnce})`;
}
say(`Starting in the browser: ${chosen.why}.`);
process.argv.splice(2, Infinity, "--open", ...flags);
await import("../out/main/headless.js");

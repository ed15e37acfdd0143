import { chooseHost } from "./desktop/choose-host.mjs";
import { runDesktopDev } from "./dev/desktop.mjs";
import { runHeadlessDev } from "./dev/headless.mjs";
import { prepareTools } from "./prepare/prepare.mjs";
import { say } from "./prepare/terminal.mjs";

// `npm run dev`: the product from its sources, changing as they change. `-- --headless` for the browser.
const prepared = await prepareTools();
if (!prepared.ok) {
  say(prepared.says);
  process.exit(1);
}
const flags = process.argv.slice(2).filter((flag) => flag !== "--headless");
const inBrowser = process.argv.includes("--headless");
const chosen = inBrowser ? { host: "headless", why: "--headless asks for it" } : await chooseHost();

if (chosen.host === "desktop") {
  process.exit(await runDesktopDev(flags));
} else {
  say(`Developing in the browser: ${chosen.why}.`);
  await runHeadlessDev(flags);
}

import { downloadElectron } from "./download-electron.mjs";
import { findElectron } from "./find-electron.mjs";
import { whyElectronFails } from "./probe-electron.mjs";
import { whyNoWindow } from "./why-no-window.mjs";

const here = {
  env: process.env,
  noWindow: () => whyNoWindow(),
  find: () => findElectron(),
  download: (version) => downloadElectron({ version }),
  fails: (binary) => whyElectronFails(binary),
};

const inBrowser = (why) => ({ host: "headless", why });

/**
 * Desktop where a display and a working binary are to be had, else the browser and the reason. What is quick is asked
 * first, and nothing is fetched that could not be used.
 * @returns {Promise<{ host: "desktop", binary: string } | { host: "headless", why: string }>}
 */
export async function chooseHost({ env, noWindow, find, download, fails } = here) {
  const windowless = noWindow();
  if (windowless) return inBrowser(windowless);
  let electron = find();
  if (!electron.found && (env.CI || env.ELECTRON_OVERRIDE_DIST_PATH || !electron.version))
    return inBrowser(electron.why);
  if (!electron.found) {
    const why = await download(electron.version);
    if (why) return inBrowser(`Electron could not be fetched: ${why}`);
    electron = find();
    if (!electron.found) return inBrowser(electron.why);
  }
  const broken = await fails(electron.binary);
  return broken ? inBrowser(`Electron does not start here: ${broken}`) : { host: "desktop", binary: electron.binary };
}

import {
  BrowserWindow,
  nativeTheme,
  screen,
  type BrowserWindowConstructorOptions,
  type WebPreferences,
} from "electron";
import type { Environment } from "../../../shared/kernel/environment.ts";
import type { Log } from "../../engine/ports.ts";
import { rememberedPlace, rememberPlace, SMALLEST } from "./window-place.ts";

export interface ConsoleWindowOptions {
  readonly env: Environment;
  readonly address: string;
  readonly preload: string;
  /** Where the window's place is kept. */
  readonly placeFile: string;
  readonly log: Log;
}

const BAR_HEIGHT = 36;
/** The environment's bar and its words, the same in both schemes: the window's buttons stand on it. */
const BARS: Readonly<Record<Environment, { readonly color: string; readonly symbolColor: string }>> = {
  sandbox: { color: "#2c2156", symbolColor: "#d9d0ff" },
  test: { color: "#d39a12", symbolColor: "#1d1400" },
  live: { color: "#a30f24", symbolColor: "#ffffff" },
};
/** The console's ground, so that opening does not flash. */
const GROUND = { dark: "#111316", light: "#ffffff" };

/** Opens the console where it was last closed. */
export function openConsole(options: ConsoleWindowOptions): BrowserWindow {
  const { env, address, placeFile, log } = options;
  const window = new BrowserWindow({ ...appearance(env, placeFile), webPreferences: fenced(options.preload) });
  window.once("ready-to-show", () => window.show());
  window.on("close", () => rememberPlace(placeFile, window.getNormalBounds()));
  window.loadURL(address).catch((error: unknown) => {
    if (!window.isDestroyed()) log.error({ err: error, address }, "The console did not load.");
  });
  return window;
}

const appearance = (env: Environment, placeFile: string): BrowserWindowConstructorOptions => ({
  ...rememberedPlace(placeFile, (bounds) => screen.getDisplayMatching(bounds).workArea),
  minWidth: SMALLEST.width,
  minHeight: SMALLEST.height,
  show: false,
  title: `${env.toUpperCase()} · Waybill`,
  backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
  titleBarStyle: "hidden",
  titleBarOverlay: { ...BARS[env], height: BAR_HEIGHT },
});

/** The defaults, said aloud: whoever changes one has to change it here. */
const fenced = (preload: string): WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
});

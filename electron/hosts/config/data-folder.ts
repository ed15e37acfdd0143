import path from "node:path";

interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/** Where the platform wants an application's data to be kept. */
export function dataFolderOf({ env, platform, home }: Machine): string {
  if (platform === "win32")
    return path.win32.join(env["APPDATA"] ?? path.win32.join(home, "AppData", "Roaming"), "Waybill");
  if (platform === "darwin") return path.posix.join(home, "Library", "Application Support", "Waybill");
  const base = env["XDG_DATA_HOME"];
  // The XDG specification has a relative path ignored.
  return path.posix.join(base?.startsWith("/") ? base : path.posix.join(home, ".local", "share"), "waybill");
}

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

const run = promisify(execFile);
const ASK_MS = 5_000;
/** In `/proc/<pid>/stat`, counted from after the command's name, which may hold anything. */
const STARTED_AT = 19;

/**
 * What tells a process from any other that had, has or will have its number: when it began, and its command line. Null
 * where there is no such process, or it can't be told.
 */
export async function processFacts(pid: number, platform: NodeJS.Platform = process.platform): Promise<string | null> {
  if (platform === "linux") return linuxFacts(pid);
  try {
    const { stdout } = platform === "win32" ? await askWindows(pid) : await askPs(pid);
    return stdout.trim() || null;
  } catch {
    return null;
  }
}

function linuxFacts(pid: number): string | null {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const startedAt = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[STARTED_AT];
    return command && startedAt ? `${startedAt} ${command}` : null; // an ended one that nobody waited for has no command
  } catch {
    return null;
  }
}

const askPs = (pid: number) =>
  run("ps", ["-ww", "-p", String(pid), "-o", "lstart=,command="], { env: { LC_ALL: "C" }, timeout: ASK_MS });

const askWindows = (pid: number) => {
  const ask = `Get-CimInstance Win32_Process -Filter "ProcessId=${pid}" | ForEach-Object { "$($_.CreationDate.Ticks) $($_.CommandLine)" }`;
  return run("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", ask], { timeout: ASK_MS });
};

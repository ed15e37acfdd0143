import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../..");
const SYSTEM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

export interface Chromium {
  readonly executablePath: string;
  /** What its process needs beside our own variables. */
  readonly env: Readonly<Record<string, string>>;
}

/** A Chromium: the one that CHROME_PATH names, the system's, or the one that npm brought. */
export function findChromium(): Chromium {
  const named = process.env["CHROME_PATH"];
  if (named) return { executablePath: named, env: {} };
  const installed = [...SYSTEM, MAC].find((file) => existsSync(file));
  if (installed) return { executablePath: installed, env: {} };
  if (process.platform === "linux" && process.arch === "x64") return fromNpm();
  throw new Error("No Chromium is here, and npm has none for this machine. Install one, or set CHROME_PATH.");
}

/** The browser of @sparticuz/chromium, unpacked once. The libraries that it brings are used where the system lacks some. */
function fromNpm(): Chromium {
  const home = path.join(root, "node_modules", "@sparticuz", "chromium");
  const { version } = JSON.parse(readFileSync(path.join(home, "package.json"), "utf8")) as { version: string };
  const unpacked = path.join(root, ".cache", "chromium", version);
  if (!existsSync(unpacked)) unpack(unpacked);
  const executablePath = path.join(unpacked, "chromium");
  const fonts = { FONTCONFIG_FILE: fontConfigOf(unpacked) };
  const libraries = path.join(unpacked, "al2023", "lib");
  return { executablePath, env: lacksLibraries(executablePath) ? { ...fonts, LD_LIBRARY_PATH: libraries } : fonts };
}

/**
 * The package's own configuration names folders of a cloud machine. Where none of them is there, Chromium has no face at
 * all and draws no text, so this one names the faces that were unpacked, and the system's.
 */
function fontConfigOf(unpacked: string): string {
  const file = path.join(unpacked, "waybill-fonts.conf");
  if (existsSync(file)) return file;
  const folders = [path.join(unpacked, "fonts"), "/usr/share/fonts"].map((folder) => `<dir>${folder}</dir>`).join("");
  const draft = `${file}.${process.pid}`;
  writeFileSync(
    draft,
    `<?xml version="1.0"?><fontconfig>${folders}<cachedir>${unpacked}/font-cache</cachedir></fontconfig>`,
  );
  renameSync(draft, file);
  return file;
}

/**
 * The package unpacks into the system's temporary folder, and takes a half-unpacked file of another process for whole. So
 * it runs with a temporary folder of its own, which becomes the real one when all is there.
 */
function unpack(folder: string): void {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const program = `import chromium from "@sparticuz/chromium"; await chromium.executablePath();`;
  execFileSync(process.execPath, ["--input-type=module", "-e", program], {
    cwd: root,
    env: { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" }, // so that it unpacks libraries too
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // else another process was quicker
  }
}

/** Asks the loader. Where there is no `ldd` to ask, nothing is known, and the libraries that came along are safer. */
function lacksLibraries(executable: string): boolean {
  const { status, stdout } = spawnSync("ldd", [executable], { encoding: "utf8" });
  return status !== 0 || stdout.includes("not found");
}

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { inRoot } from "../prepare/project.mjs";
import { run } from "../prepare/run.mjs";
import { progressLine } from "../prepare/terminal.mjs";

const megabytes = (bytes) => (bytes / 1_000_000).toFixed(0);

/**
 * Fetches Electron once, checked by the sums in its own package, and unpacks it. Gives up when no byte came for `stallMs`
 * or all took longer than `limitMs`.
 * @returns {Promise<string | undefined>} why it could not be had, or undefined
 */
export async function downloadElectron({
  version,
  stallMs = 8_000,
  limitMs = 300_000,
  home = inRoot("node_modules", "electron"),
}) {
  const line = progressLine(`Fetching Electron ${version}, once`);
  const why = await download(createRequire(`${home}/package.json`), { version, stallMs, limitMs, line });
  if (why) {
    line.end("failed");
    return why;
  }
  const { code } = await run(process.execPath, [`${home}/install.js`], { quiet: true });
  line.end(code === 0 ? "done" : "failed");
  return code === 0 ? undefined : "it could not be unpacked";
}

async function download(fromElectron, { version, stallMs, limitMs, line }) {
  const abort = new AbortController();
  const giveUp = (says) => abort.abort(new Error(says));
  const end = setTimeout(giveUp, limitMs, `it took longer than ${limitMs / 60_000} min`);
  let stall = setTimeout(giveUp, stallMs, `nothing came for ${stallMs / 1000} s`);
  const onProgress = ({ transferred, total }) => {
    stall.refresh();
    line.update(total ? `${megabytes(transferred)} of ${megabytes(total)} MB` : `${megabytes(transferred)} MB`);
  };
  try {
    const { downloadArtifact } = await import(pathToFileURL(fromElectron.resolve("@electron/get")).href);
    await downloadArtifact({
      version,
      artifactName: "electron",
      platform: process.platform,
      arch: process.arch,
      checksums: fromElectron("./checksums.json"),
      downloadOptions: { quiet: true, signal: abort.signal, getProgressCallback: onProgress },
    });
    return undefined;
  } catch (error) {
    return abort.signal.aborted ? abort.signal.reason.message : (error.cause?.message ?? error.message).split("\n")[0];
  } finally {
    clearTimeout(end);
    clearTimeout(stall);
  }
}

import type { CatalogFile } from "../../../shared/contract/catalog-file.ts";
import type { Result } from "../../../shared/kernel/result.ts";
import type { SandboxFiles } from "../../sandbox/sandbox-files.ts";
import { generateWorld, type WorldAsked } from "../../sandbox/world/generate-world.ts";

/** Fills the sandbox's empty files with a world and tells on stderr how far it is; the error is a sentence. */
export async function fillWorld(
  asked: WorldAsked,
  catalog: CatalogFile,
  files: SandboxFiles,
): Promise<Result<unknown, string>> {
  const filled = await generateWorld({ asked, catalog, files, now: Date.now(), onProgress: teller() });
  if (filled.ok) process.stderr.write(`World   ${files.world}\n`);
  return filled;
}

/** A terminal sees one line that counts; a file gets a line for each tenth. */
function teller(): (written: number, of: number) => void {
  let tenth = -1;
  const numbers = new Intl.NumberFormat("en");
  return (written, of) => {
    const line = `World   ${numbers.format(written)} of ${numbers.format(of)} events`;
    if (process.stderr.isTTY) {
      process.stderr.write(`\r${line}${written === of ? "\n" : ""}`);
      return;
    }
    const now = Math.floor((written / of) * 10);
    if (now === tenth) return;
    tenth = now;
    process.stderr.write(`${line}\n`);
  };
}

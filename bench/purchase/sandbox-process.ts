import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startSandbox } from "../../electron/sandbox/start-sandbox.ts";
import { CatalogFile } from "../../shared/contract/catalog-file.ts";
import { serveParent } from "../child.ts";
import { CATALOG_FILE } from "./catalog-file.ts";

// A Stripe and a panel to buy at. Webhooks are sent by whoever measures, so that it knows when.
const folder = mkdtempSync(path.join(tmpdir(), "waybill-bench-"));
const sandbox = await startSandbox({
  dataDir: folder,
  stripePort: 0,
  panelPort: 0,
  webhookUrl: null,
  keys: {},
  catalog: CatalogFile.parse(JSON.parse(readFileSync(CATALOG_FILE, "utf8"))),
});
serveParent({ stripe: sandbox.stripe, panel: sandbox.panel, ...sandbox.keys }, {}, async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

import { protocol } from "electron";
import { consoleHeaders } from "../console-files/console-headers.ts";
import { readConsoleFile } from "../console-files/read-console-file.ts";
import { CONSOLE_HOST, CONSOLE_SCHEME } from "./console-address.ts";

/** Must run before `ready`: a scheme that is not standard has no origin, so no modules, storage or `'self'`. */
export function declareConsoleScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: CONSOLE_SCHEME, privileges }]);
}

/** Serves the built console under `app://console/`; nothing else exists there, and only reading is possible. */
export function serveConsole(root: string): void {
  protocol.handle(CONSOLE_SCHEME, async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const file = host === CONSOLE_HOST && method === "GET" ? await readConsoleFile(root, pathname) : null;
    if (!file) return new Response(null, { status: 404, headers: consoleHeaders() });
    const headers = { ...consoleHeaders(), "content-type": file.type, "cache-control": file.cacheControl };
    return new Response(file.body, { headers });
  });
}

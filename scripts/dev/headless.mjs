import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer as createTcpServer } from "node:net";
import { inRoot, root } from "../prepare/project.mjs";
import { say } from "../prepare/terminal.mjs";

/**
 * The headless host from its sources, restarted when they change, behind a development server for the renderer. The
 * server adds the console's cookie to what it passes on: it is for this machine alone, and lasts as long as this process.
 */
export async function runHeadlessDev(flags) {
  const port = await freePort();
  const token = randomBytes(24).toString("base64url");
  const host = startHost([...flags, "--console-port", String(port), "--console-token", token, "--no-open"]);
  const vite = await serveRenderer(`127.0.0.1:${port}`, `waybill_console_${port}=${token}`);
  say(`\nConsole with hot reload  ${vite.resolvedUrls.local[0]}\n`);
  host.once("exit", (code) => process.exit(code ?? 1));
}

function startHost(flags) {
  const entry = inRoot("electron", "hosts", "headless", "main.ts");
  const child = spawn(process.execPath, ["--watch", "--watch-preserve-output", entry, ...flags], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  return child;
}

async function serveRenderer(console, cookie) {
  const [{ createServer }, { default: react }] = await Promise.all([import("vite"), import("@vitejs/plugin-react")]);
  const headers = { cookie, origin: `http://${console}` };
  const server = await createServer({
    configFile: false,
    root: inRoot("renderer"),
    plugins: [react()],
    server: {
      host: "127.0.0.1",
      proxy: { "/rpc": { target: `ws://${console}`, ws: true, changeOrigin: true, headers } },
    },
  });
  return server.listen();
}

async function freePort() {
  const server = createTcpServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await once(server.close(), "close");
  return port;
}

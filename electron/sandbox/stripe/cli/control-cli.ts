import { Hono } from "hono";
import { parseForm } from "../wire/parse-form.ts";
import type { World } from "../world.ts";
import type { CliHub } from "./cli-hub.ts";

/**
 * What becomes of the tunnels of `stripe listen` now and then, at once: `POST /sandbox/cli/…` with `rotate` (a new signing
 * secret, which the CLI reads with the session that it then has to ask for), `drop` (every socket closes), `forget` (and
 * is not known when it comes back), `mute` and `unmute` (all is silent, pongs too), `reconnect` (`seconds`, for sessions
 * to come). `GET /sandbox/cli` says how it stands.
 */
export function controlCli(world: World, hub: CliHub): Hono {
  const app = new Hono();
  const stands = () =>
    Response.json({
      object: "sandbox.cli",
      connected: world.cli.connected,
      muted: hub.muted,
      reconnect_delay: world.cli.reconnectDelay,
    });
  const forget = () => {
    world.cli.forget();
    hub.drop();
  };
  const acts: Readonly<Record<string, () => void>> = {
    drop: () => hub.drop(),
    forget,
    mute: () => void (hub.muted = true),
    rotate: () => {
      world.cli.rotate();
      forget();
    },
    unmute: () => void (hub.muted = false),
  };
  app.get("/sandbox/cli", stands);
  for (const [name, act] of Object.entries(acts))
    app.post(`/sandbox/cli/${name}`, () => {
      act();
      return stands();
    });
  app.post("/sandbox/cli/reconnect", async ({ req }) => {
    const seconds = Number(parseForm(await req.text())["seconds"]);
    if (!Number.isInteger(seconds) || seconds < 1)
      return Response.json({ error: { message: "The number of seconds is a whole one, from 1 on." } }, { status: 400 });
    world.settings.set("cliReconnectDelay", seconds);
    return stands();
  });
  return app;
}

import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { z } from "zod";

const Ports = z.object({ stripe: z.number().int(), panel: z.number().int() });
/** Where the sandbox's two halves listen. */
export type SandboxPorts = z.infer<typeof Ports>;

const FIRST: SandboxPorts = { stripe: 4010, panel: 4020 };
const fileIn = (folder: string) => path.join(folder, "ports.json");

/** The ports of last time, so that payment links survive a restart; 0, which picks a free one, where one is taken. */
export async function portsOfLastTime(folder: string, host: string): Promise<SandboxPorts> {
  const { stripe, panel } = readPorts(folder);
  const [stripeIsFree, panelIsFree] = await Promise.all([isFree(host, stripe), isFree(host, panel)]);
  return { stripe: stripeIsFree ? stripe : 0, panel: panelIsFree ? panel : 0 };
}

export function rememberPorts(folder: string, ports: SandboxPorts): void {
  writeFileSync(fileIn(folder), `${JSON.stringify(ports)}\n`);
}

function readPorts(folder: string): SandboxPorts {
  try {
    return Ports.parse(JSON.parse(readFileSync(fileIn(folder), "utf8")));
  } catch {
    return FIRST;
  }
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

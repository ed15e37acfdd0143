import { startProgram, stopProgram, type Ended, type Program, type ProgramOptions } from "./program.ts";

/** Addresses and play keys, as the ready line of a host or of the sandbox alone tells them. */
export interface SandboxFacts {
  readonly stripe: string;
  readonly panel: string;
  readonly stripe_secret_key: string;
  readonly stripe_webhook_secret: string;
  readonly panel_api_key: string;
  readonly panel_client_key: string;
  readonly jwt_secret: string;
}

export interface HostReady {
  readonly event: "ready";
  readonly env: "sandbox" | "test" | "live";
  readonly ingress: string;
  /** With the token, as a person would open it. */
  readonly console: string;
  readonly sandbox?: SandboxFacts;
}

/** A started program: what it said when ready, and the ways to end it. */
export interface Started<Ready> extends AsyncDisposable {
  readonly ready: Ready;
  readonly program: Program;
  /** Drains it, and tells how it ended. */
  stop(): Promise<Ended>;
  /** Ends it at this instant, as a power cut would. */
  kill(): Promise<Ended>;
}

/** The headless host on free ports. Name a data folder; the caller removes it. */
export function startHeadless({ flags = [], env = {} }: ProgramOptions): Promise<Started<HostReady>> {
  return started("headless", { flags: ["--ingress-port", "0", "--console-port", "0", ...flags], env });
}

/** The sandbox as a process of its own, on free ports unless flags name some. */
export function startSandboxAlone({
  flags = [],
  env = {},
}: ProgramOptions): Promise<Started<{ sandbox: SandboxFacts }>> {
  return started("sandbox", { flags: ["--stripe-port", "0", "--panel-port", "0", ...flags], env });
}

async function started<Ready>(name: string, options: ProgramOptions): Promise<Started<Ready>> {
  const program = startProgram(name, options);
  const ready = JSON.parse(await program.firstLine) as Ready;
  const stop = () => stopProgram(program);
  return {
    ready,
    program,
    stop,
    kill: () => stopProgram(program, "SIGKILL"),
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}

import { pino } from "pino";
import type { Log } from "../../engine/ports.ts";
import { humanLine } from "./human-line.ts";
import { maskingSecrets } from "./mask-secrets.ts";

export interface HostLog extends Log {
  /** Blanks these values from now on, beside whatever has the shape of a secret. */
  hide(secrets: readonly (string | null | undefined)[]): void;
}

const REDACTED = ["authorization", "cookie", "password", "secret", "token", "api_key"];

/** Logs to `write`, JSON lines or human ones. Each line is masked as a whole: no field, message or stack escapes. */
export function openLog(write: (line: string) => void, human: boolean): HostLog {
  const known = new Set<string>();
  let mask = maskingSecrets([]);
  const destination = {
    write(line: string) {
      const masked = mask(line);
      write(human ? humanLine(masked) : masked);
    },
  };
  const redact = { paths: REDACTED.flatMap((name) => [name, `*.${name}`]), censor: "[secret]" };
  const log = pino({ base: null, redact }, destination);
  return {
    info: (facts, message) => log.info(facts, message),
    warn: (facts, message) => log.warn(facts, message),
    error: (facts, message) => log.error(facts, message),
    hide(secrets) {
      for (const secret of secrets) if (secret) known.add(secret);
      mask = maskingSecrets([...known]);
    },
  };
}

/** The log of a process goes to stderr; stdout stays for programs. A reader that goes away takes nothing down. */
export function openStderrLog(): HostLog {
  process.stderr.on("error", () => {});
  return openLog((line) => process.stderr.write(line), process.stderr.isTTY);
}

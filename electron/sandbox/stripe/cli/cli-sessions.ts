import { newId } from "../ids.ts";
import type { Settings } from "../store/settings.ts";

/** A `stripe listen` (or `logs tail`) that has asked for a socket. */
export interface CliSession {
  /** By which its socket says whose it is. */
  readonly id: string;
  readonly device: string;
  readonly feature: string;
  /** Where the CLI forwards to, as it says. */
  readonly forwardsTo: string | null;
}

const USUAL_RECONNECT_DELAY = 3600;

/** The CLI's sessions, known while this process lives, and the secret that signs what they are sent. */
export class CliSessions {
  readonly #settings: Settings;
  readonly #open = new Map<string, CliSession>();
  /** How many sockets are connected; what is emitted counts on them. */
  connected = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  open(asked: Omit<CliSession, "id">): CliSession {
    const session = { ...asked, id: newId("cli_session") };
    this.#open.set(session.id, session);
    return session;
  }

  find(id: string): CliSession | undefined {
    return this.#open.get(id);
  }

  /** All ids become unknown: the CLI asks for a session anew. */
  forget(): void {
    this.#open.clear();
  }

  /** The same for every session of this Stripe, until it is rotated. */
  get secret(): string {
    return this.#settings.get("cliSecret") ?? this.rotate();
  }

  rotate(): string {
    const secret = newId("signing_secret");
    this.#settings.set("cliSecret", secret);
    return secret;
  }

  /** After how many seconds the CLI connects anew by itself. */
  get reconnectDelay(): number {
    return this.#settings.get("cliReconnectDelay") ?? USUAL_RECONNECT_DELAY;
  }
}

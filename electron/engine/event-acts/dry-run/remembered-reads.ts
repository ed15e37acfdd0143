import type { StripeAnswer, StripeGateway } from "../../stripe/stripe-gateway.ts";

type Ask = (...args: readonly unknown[]) => StripeAnswer<unknown>;
type Answer = Awaited<ReturnType<Ask>>;

/** Something was asked for that nobody has read yet; `read` does, and remembers it. */
export class NotReadYet extends Error {
  readonly read: () => Promise<void>;
  constructor(read: () => Promise<void>) {
    super("not read yet");
    this.read = read;
  }
}

/**
 * Stripe as far as it was read: each answer is there at once, and what is missing is thrown as {@link NotReadYet}, so that a
 * transaction never waits for the network. Nothing can be written.
 */
export function rememberedReads(stripe: StripeGateway): StripeGateway {
  const answers = new Map<string, Answer>();
  const calls = Object.entries(stripe).filter(([name]) => name !== "health");
  const remembered = calls.map(([name, ask]) => [name, isRead(name) ? remember(name, ask as Ask, answers) : refuse]);
  return { ...stripe, ...(Object.fromEntries(remembered) as Omit<StripeGateway, "health">) };
}

const isRead = (name: string): boolean => /^(?:get|find|list|pageOf)/.test(name);

const refuse: Ask = () => Promise.reject(new Error("a dry run writes nothing at Stripe"));

function remember(name: string, ask: Ask, answers: Map<string, Answer>): Ask {
  return (...args) => {
    const key = `${name} ${JSON.stringify(args)}`;
    const known = answers.get(key);
    if (known) return Promise.resolve(known);
    return Promise.reject(new NotReadYet(async () => void answers.set(key, await ask(...args))));
  };
}

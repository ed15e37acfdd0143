import { accountName } from "../stripe/account-name.ts";
import { os } from "./implementer.ts";
import { systemStatus } from "./system-status.ts";

const { system } = os;

/** Where stripe-node asks without a stand-in. */
const STRIPE_HOST = "api.stripe.com";

export const systemRouter = {
  about: system.about.handler(async ({ context: { deps, operator, ingressUrl, startedAt } }) => {
    const { env, version, stripe, panel } = deps.options;
    return {
      env,
      version,
      operator,
      ingressUrl,
      stripeHost: stripe.secretKey === null ? null : stripe.apiBase === null ? STRIPE_HOST : hostOf(stripe.apiBase),
      panelHost: panel.url === null ? null : hostOf(panel.url),
      account: await accountName(deps.stripe, deps.options.now()),
      startedAt,
    };
  }),

  status: system.status.handler(({ context }) => systemStatus(context.deps)),

  changes: system.changes.handler(({ context, signal }) => context.deps.changes.subscribe(signal)),
};

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

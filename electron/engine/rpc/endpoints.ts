import { applyEndpoint, planAtStripe } from "../endpoints/apply-endpoint.ts";
import { listEndpoints } from "../endpoints/list-endpoints.ts";
import { isNamed, os, refusalOf } from "./implementer.ts";

const { endpoints } = os;

export const endpointsRouter = {
  list: endpoints.list.handler(async ({ context: { deps, ingressUrl }, errors }) => {
    const listed = await listEndpoints(deps, ingressUrl);
    if (listed.ok) return listed.value;
    throw isNamed(errors, listed.error)
      ? refusalOf(errors, listed.error)
      : errors.STRIPE_REFUSED({ message: listed.error.says });
  }),
  plan: endpoints.plan.handler(async ({ input, context: { deps, ingressUrl }, errors }) => {
    const made = await planAtStripe(deps, input, ingressUrl);
    if (made.ok) return made.value.told;
    throw isNamed(errors, made.error)
      ? refusalOf(errors, made.error)
      : errors.STRIPE_REFUSED({ message: made.error.says });
  }),
  apply: endpoints.apply.handler(async ({ input, context: { deps, ingressUrl, operator }, errors }) => {
    const done = await applyEndpoint(deps, { ...input, operator, ingressUrl });
    if (done.ok) return done.value;
    throw isNamed(errors, done.error)
      ? refusalOf(errors, done.error)
      : errors.STRIPE_REFUSED({ message: done.error.says });
  }),
};

import type { PlanOffer } from "../../shared/contract/catalog.ts";
import type { Term } from "../../shared/contract/states.ts";
import { Id } from "../ui/Id.tsx";
import { Money } from "../ui/Money.tsx";
import { quote } from "./price.ts";

/** What the customer will pay, from the one Stripe Price whose id stands beside it. */
export function PriceLines({ plan, term }: { readonly plan: PlanOffer | undefined; readonly term: Term }) {
  if (plan === undefined) return null;
  const price = quote(plan, term);
  if (price === null) return <p className="new-hint">{plan.name} has no price for this term.</p>;
  return (
    <dl className="new-price">
      <div>
        <dt>
          {plan.name}, {term} <Id value={price.stripePriceId} />
        </dt>
        <dd>
          <Money of={price.price} />
        </dd>
      </div>
      {price.monthly && (
        <div>
          <dt>
            {price.monthly.months} months paid monthly cost <Money of={price.monthly.cost} />
          </dt>
          <dd className="text3">
            saves <Money of={price.monthly.saves} />
          </dd>
        </div>
      )}
      <div className="new-total">
        <dt>Due now, {price.every}</dt>
        <dd>
          <Money of={price.price} />
        </dd>
      </div>
    </dl>
  );
}

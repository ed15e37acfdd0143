import type { PlanOffer } from "../../shared/contract/catalog.ts";
import type { Term } from "../../shared/contract/states.ts";
import { Id } from "../ui/Id.tsx";
import { Money } from "../ui/Money.tsx";
import type { PayWay } from "./pay-ways.ts";
import { type Quote, quote } from "./price.ts";

/** What is to be paid, said for the way that it is paid. */
function Total({ way, price }: { readonly way: PayWay; readonly price: Quote }) {
  const words: Readonly<Record<PayWay, string>> = {
    link: `Due now, ${price.every}`,
    invoice: `Invoiced now, ${price.every}`,
    elsewhere: "Paid elsewhere, for one term",
    free: "Free of charge",
  };
  return (
    <div className="new-total">
      <dt>{words[way]}</dt>
      <dd>
        <Money of={way === "free" ? { ...price.price, amount: 0 } : price.price} />
      </dd>
    </div>
  );
}

/** What the customer will pay, from the one Stripe Price whose id stands beside it. */
export function PriceLines(props: { readonly plan: PlanOffer | undefined; readonly term: Term; readonly way: PayWay }) {
  const { plan, term, way } = props;
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
      {price.monthly && way !== "free" && (
        <div>
          <dt>
            {price.monthly.months} months paid monthly cost <Money of={price.monthly.cost} />
          </dt>
          <dd className="text3">
            saves <Money of={price.monthly.saves} />
          </dd>
        </div>
      )}
      <Total way={way} price={price} />
    </dl>
  );
}

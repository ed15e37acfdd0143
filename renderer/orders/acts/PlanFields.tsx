import { SegmentedControl, Select } from "@mantine/core";
import { IconSelector } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { rpc } from "../../app/engine/rpc.ts";
import { explain } from "../../app/explain.ts";
import { TERMS } from "../../new-order/price.ts";
import { Refusal } from "../../ui/Refusal.tsx";
import type { ActOn, ActValues } from "./act-values.ts";
import { planChanges, toggled } from "./plan-changes.ts";
import type { Act } from "./use-act.ts";

interface Props {
  readonly on: ActOn;
  readonly act: Act;
}

function PlanField({ on, act }: Props) {
  const plans = useQuery(rpc.catalog.plans.queryOptions());
  const data = (plans.data ?? []).map(({ id, name }) => ({
    value: id,
    label: id === on.order.planId ? `${name}, the plan of now` : name,
  }));
  const unread = plans.isError && `The plans could not be read. ${explain(plans.error).says}`;
  return (
    <Select
      label="New plan"
      size="xs"
      placeholder="Choose"
      data={data}
      allowDeselect={false}
      data-autofocus
      rightSection={<IconSelector size={14} aria-hidden />}
      comboboxProps={{ offset: 4, transitionProps: { duration: 0 } }}
      value={act.values.planId === "" ? null : act.values.planId}
      error={act.errors["planId"] ?? unread}
      onChange={(planId) => act.change({ planId: planId ?? "" })}
    />
  );
}

function TermField({ act }: Pick<Props, "act">) {
  const plans = useQuery(rpc.catalog.plans.queryOptions());
  const plan = plans.data?.find(({ id }) => id === act.values.planId);
  const sold = new Set(plan?.prices.map(({ term }) => term));
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label="Term"
      data={TERMS.map(({ term, name }) => ({
        value: term,
        label: name,
        disabled: plan !== undefined && !sold.has(term),
      }))}
      value={act.values.term}
      onChange={(term) => act.change({ term })}
    />
  );
}

/** The add-ons on sale, and those of the order that are sold no more: kept they can't be, so that is said. */
function AddonFields({ act }: Pick<Props, "act">) {
  const addons = useQuery(rpc.catalog.addons.queryOptions());
  const has = act.values.addons;
  const onSale = addons.data ?? [];
  const gone = [...new Set(has)].filter((id) => addons.data && !onSale.some((addon) => addon.id === id));
  const rows = [
    ...onSale.map(({ id, name }) => ({ id, name })),
    ...gone.map((id) => ({ id, name: `${id}, sold no more` })),
  ];
  if (rows.length === 0) return null;
  return (
    <fieldset className="act-addons">
      <legend>Add-ons</legend>
      {rows.map(({ id, name }) => {
        const count = has.filter((addon) => addon === id).length;
        return (
          <label key={id} className="line act-check">
            <input type="checkbox" checked={count > 0} onChange={() => act.change({ addons: toggled(has, id) })} />
            {count > 1 ? `${name}, ${count} times` : name}
          </label>
        );
      })}
    </fieldset>
  );
}

const PRORATIONS: readonly { readonly value: ActValues["proration"]; readonly label: string }[] = [
  { value: "create_prorations", label: "With the next invoice" },
  { value: "always_invoice", label: "At once" },
  { value: "none", label: "Not at all" },
];

/** When the rest of the running period is settled: only what Stripe bills has one. */
function ProrationField({ on, act }: Props) {
  if (on.order.subscriptionId === null) return null;
  return (
    <fieldset>
      <legend>The difference of this period is billed</legend>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="The difference of this period is billed"
        data={[...PRORATIONS]}
        value={act.values.proration}
        onChange={(proration) => act.change({ proration })}
      />
    </fieldset>
  );
}

/** What the chosen plan changes, as it is now and as it will be. */
function Changes({ on, act }: Props) {
  const { quote, isAsking } = act.plan;
  if (isAsking) return <p className="small text3">Asking the panel whether it fits.</p>;
  if (quote === null) return null;
  if (quote.isSame) return <p className="small text3">The order is on this plan already.</p>;
  return (
    <table className="act-changes">
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">What</span>
          </th>
          <th scope="col">Now</th>
          <th scope="col">Then</th>
        </tr>
      </thead>
      <tbody>
        {planChanges(on.order, quote, act.values.term).map(({ what, from, to }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td className="text3">{from}</td>
            <td>{to}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Which plan the order goes to, for how long, with which add-ons, and what that changes. */
export function PlanFields({ on, act }: Props) {
  return (
    <>
      <PlanField on={on} act={act} />
      <TermField act={act} />
      <AddonFields act={act} />
      <ProrationField on={on} act={act} />
      <div aria-live="polite">
        <Changes on={on} act={act} />
      </div>
      <Refusal of={act.plan.refusal} />
    </>
  );
}

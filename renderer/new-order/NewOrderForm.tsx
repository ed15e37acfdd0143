import { Button, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { IconAlertTriangleFilled, IconSelector } from "@tabler/icons-react";
import type { PlanOffer } from "../../shared/contract/catalog.ts";
import type { Environment } from "../../shared/kernel/environment.ts";
import { explain, type Explanation } from "../app/explain.ts";
import { formatCores, formatMb } from "../servers/sizes.ts";
import { Prose } from "../ui/Id.tsx";
import { Keys } from "../ui/Keys.tsx";
import { LongWait } from "../ui/LongWait.tsx";
import { CustomerField } from "./CustomerField.tsx";
import { WAYS } from "./pay-ways.ts";
import { PayWayField } from "./PayWayField.tsx";
import { TERMS } from "./price.ts";
import { PriceLines } from "./PriceLines.tsx";
import { RegionField } from "./RegionField.tsx";
import type { Created } from "./send-order.ts";
import { type NewOrderForm as Form, useCatalog, useNewOrder } from "./use-new-order.ts";

/** The plan's size in words: `12 GB memory, 4 cores, 60 GB disk, egg 14`. */
function sizeOf({ ramMb, cpuPercent, diskMb, eggId, game }: PlanOffer): string {
  return `${formatMb(ramMb)} memory, ${formatCores(cpuPercent)}, ${formatMb(diskMb)} disk, ${game}, egg ${eggId}`;
}

function PlanField({ form, catalog }: { readonly form: Form; readonly catalog: ReturnType<typeof useCatalog> }) {
  const { plans, plan } = catalog;
  const choices = (plans.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const input = form.getInputProps("planId");
  return (
    <>
      <div className="new-two">
        <Select
          label="Plan"
          size="xs"
          placeholder={plans.data?.length === 0 ? "The catalog has no plan" : "Choose"}
          data={choices}
          allowDeselect={false}
          rightSection={<IconSelector size={14} aria-hidden />}
          comboboxProps={{ offset: 4, transitionProps: { duration: 0 } }}
          {...input}
          value={form.values.planId === "" ? null : form.values.planId}
          onChange={(id) => form.setValues({ planId: id ?? "", region: "" })}
        />
        <TextInput
          label="Server name"
          size="xs"
          autoComplete="off"
          maxLength={64}
          {...form.getInputProps("serverName")}
        />
      </div>
      <p className="new-hint">
        {plan ? sizeOf(plan) : plans.isError && `The plans could not be read. ${explain(plans.error).says}`}
      </p>
    </>
  );
}

function TermField({ form, plan }: { readonly form: Form; readonly plan: PlanOffer | undefined }) {
  const sold = new Set(plan?.prices.map(({ term }) => term));
  const error = form.errors["term"];
  return (
    <fieldset className="new-set">
      <legend>Term</legend>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Term"
        data={TERMS.map(({ term, name }) => ({
          value: term,
          label: name,
          disabled: plan !== undefined && !sold.has(term),
        }))}
        value={form.values.term}
        onChange={(term) => form.setFieldValue("term", term)}
      />
      {error !== undefined && (
        <p className="new-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function Refusal({ refusal }: { readonly refusal: Explanation | null }) {
  return (
    <div role="alert">
      {refusal && (
        <p className="new-refusal">
          <IconAlertTriangleFilled size={14} className="glyph" data-tone="bad" aria-hidden />
          <span>
            <Prose>{refusal.says}</Prose> <span className="mono text2">{refusal.code}</span>
          </span>
        </p>
      )}
    </div>
  );
}

/** What staff fill in to sell a server. Nothing is asked that the payment page asks anyway. */
export function NewOrderForm(props: {
  readonly env: Environment | undefined;
  readonly onCreated: (created: Created) => void;
  readonly onCancel: () => void;
}) {
  const { form, submit, chooseWay, isReady, busy, refusal } = useNewOrder(props.env, props.onCreated);
  const { way, term } = form.values;
  const catalog = useCatalog(form.values.planId);
  useWindowEvent("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
  });
  return (
    <form className="new" noValidate onSubmit={submit}>
      <div className="new-body scroll">
        <CustomerField form={form} />
        <PlanField form={form} catalog={catalog} />
        <RegionField form={form} catalog={catalog} />
        <TermField form={form} plan={catalog.plan} />
        <PayWayField form={form} env={props.env} onChoose={chooseWay} />
        <PriceLines plan={catalog.plan} term={term} way={way} />
        <Refusal refusal={refusal} />
        <LongWait busy={busy} says={WAYS[way].waits} />
      </div>
      <div className="new-foot">
        <span className="text3 small grow">{WAYS[way].foot}</span>
        <Button onClick={props.onCancel}>Cancel</Button>
        <Button
          type="submit"
          variant="filled"
          loading={busy}
          disabled={!isReady}
          rightSection={<Keys of="Ctrl Enter" />}
        >
          {WAYS[way].button}
        </Button>
      </div>
    </form>
  );
}

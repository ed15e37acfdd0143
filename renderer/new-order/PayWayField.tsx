import { SegmentedControl, TextInput } from "@mantine/core";
import type { Environment } from "../../shared/kernel/environment.ts";
import { LiveTag } from "../app/shell/LiveTag.tsx";
import { fieldsOf, type PayWay, WAYS } from "./pay-ways.ts";
import type { NewOrderForm } from "./use-new-order.ts";

const CHOICES = (Object.keys(WAYS) as PayWay[]).map((value) => ({ value, label: WAYS[value].label }));

/** Where nothing is simulated, a server without a payment at Stripe is confirmed by its name. */
function Stakes({ form }: { readonly form: NewOrderForm }) {
  const { email, serverName } = form.values;
  return (
    <div className="new-stakes">
      <p className="line">
        <LiveTag />
        <span>{email.trim() === "" ? "The customer" : email.trim()} gets a real server.</span>
      </p>
      <TextInput
        label={serverName.trim() === "" ? "Type the server's name" : `Type the server's name, ${serverName.trim()}`}
        size="xs"
        autoComplete="off"
        {...form.getInputProps("confirm")}
      />
    </div>
  );
}

interface Props {
  readonly form: NewOrderForm;
  readonly env: Environment | undefined;
  readonly onChoose: (way: PayWay) => void;
}

/** How the order is paid, and what that way asks. */
export function PayWayField({ form, env, onChoose }: Props) {
  const { way } = form.values;
  const fields = fieldsOf(way, env);
  return (
    <>
      <fieldset className="new-set">
        <legend>How it is paid</legend>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="How it is paid"
          data={CHOICES}
          value={way}
          onChange={onChoose}
        />
        <p className="new-hint" aria-live="polite">
          {WAYS[way].hint}
        </p>
      </fieldset>
      {fields.includes("reference") && (
        <TextInput
          label="Where the payment can be found"
          size="xs"
          autoComplete="off"
          placeholder="Bank transfer 4711"
          {...form.getInputProps("reference")}
        />
      )}
      {fields.includes("reason") && (
        <TextInput label="Reason, for the audit" size="xs" autoComplete="off" {...form.getInputProps("reason")} />
      )}
      {fields.includes("confirm") && <Stakes form={form} />}
    </>
  );
}

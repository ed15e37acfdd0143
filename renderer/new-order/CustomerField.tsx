import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconMail, IconUserCheck, IconUserPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { KnownCustomer } from "../../shared/contract/catalog.ts";
import { NewOrder } from "../../shared/contract/orders.ts";
import { rpc } from "../app/engine/rpc.ts";
import { Id } from "../ui/Id.tsx";
import type { NewOrderForm } from "./use-new-order.ts";

const WAITS_MS = 300;

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? "" : "s"}`;

function Known({ customer }: { readonly customer: KnownCustomer }) {
  const { stripeCustomerId, panelUserId, orders, running } = customer;
  return (
    <>
      <IconUserCheck size={14} aria-hidden />
      <span>
        Known: {stripeCustomerId !== null && <Id value={stripeCustomerId} />}
        {stripeCustomerId !== null && ", "}
        {panelUserId !== null && `panel user ${panelUserId}, `}
        {counted(orders, "order")}, {counted(running, "running server")}
      </span>
    </>
  );
}

/** The line below the e-mail: who that is, as far as it is known. */
function CustomerLine({ email }: { readonly email: string }) {
  const [asked] = useDebouncedValue(email.trim(), WAITS_MS);
  const valid = NewOrder.shape.email.safeParse(asked).success;
  const customer = useQuery(rpc.catalog.customer.queryOptions({ input: { email: asked }, enabled: valid }));
  if (!valid || customer.data === undefined) return null;
  if (customer.data !== null) return <Known customer={customer.data} />;
  return (
    <>
      <IconUserPlus size={14} aria-hidden />
      <span>New: nobody with this address has bought here.</span>
    </>
  );
}

export function CustomerField({ form }: { readonly form: NewOrderForm }) {
  return (
    <>
      <TextInput
        label="Customer"
        type="email"
        size="xs"
        autoComplete="off"
        data-autofocus
        placeholder="name@example.com"
        leftSection={<IconMail size={14} aria-hidden />}
        {...form.getInputProps("email")}
      />
      <p className="new-hint" aria-live="polite">
        <CustomerLine email={form.values.email} />
      </p>
    </>
  );
}

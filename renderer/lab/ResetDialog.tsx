import { Button, Modal } from "@mantine/core";

/** What a reset forgets and what it can't, before it is done. */
export function ResetDialog(props: {
  readonly orders: number | undefined;
  readonly busy: boolean;
  readonly onReset: () => void;
  readonly onClose: () => void;
}) {
  const { orders = 0, busy, onReset, onClose } = props;
  return (
    <Modal.Root opened onClose={onClose} size={440} centered>
      <Modal.Overlay backgroundOpacity={0.5} />
      <Modal.Content>
        <div className="lab-reset">
          <Modal.Title>Reset the sandbox</Modal.Title>
          <p>
            Stripe and the panel forget every customer, payment and server. Running scenarios end, and the clock goes
            back to now.
          </p>
          <p className="text2">
            {orders === 0
              ? "Waybill has no orders that would be left behind."
              : `Waybill keeps its ${orders === 1 ? "one order" : `${orders} orders`}: their servers are gone, as their traces will say, and Stripe does not know their payments any more. To begin with an empty Waybill, stop it and start it with another --data-dir.`}
          </p>
          <div className="line lab-reset-foot">
            <Button onClick={onClose}>Leave it</Button>
            <Button variant="filled" loading={busy} onClick={onReset} data-autofocus>
              Reset the sandbox
            </Button>
          </div>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

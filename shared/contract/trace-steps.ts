/** The names of the ten steps, in order; index 0 is step 1. */
export const TRACE_STEPS = [
  "Checkout called",
  "Order row written",
  "Session stored",
  "Customer paid",
  "Webhook delivered",
  "Order became paid",
  "Provisioning ran",
  "Server on the panel",
  "Listed to the customer",
  "Dashboard complete",
] as const;

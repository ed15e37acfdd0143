import { isWaitingForBank } from "../purchase/settle-session.ts";
import type { Session } from "../shapes/object-types.ts";
import type { CliDelivery } from "../store/cli-deliveries.ts";
import type { Work } from "../work.ts";
import { sendPage } from "./layout.ts";
import { billOfSession } from "./bills.ts";
import { paymentPage, untouchedForm, type Mistake, type PaymentForm } from "./payment-page.ts";
import { completePage, expiredPage } from "./told-pages.ts";

/** The page of a session as it stands: to be paid, complete, or expired. */
export function showSession(work: Work, session: Session): Response {
  if (session.status === "expired") return sendPage(expiredPage(session));
  if (session.status === "complete") return sendPage(completePage(receiptOf(work, session)));
  return showPayment(work, session, freshForm(work), null, 200);
}

/** The form to pay by, as it was filled in, with what is wrong with it. */
export function showPayment(
  work: Work,
  session: Session,
  form: PaymentForm,
  mistake: Mistake | null,
  status: number,
): Response {
  return sendPage(paymentPage(billOfSession(work, session), form, mistake), status);
}

/** The form as it is before anybody types. */
export const freshForm = (work: Work): PaymentForm => untouchedForm(new Date(work.nowMs).getUTCFullYear() + 1);

const receiptOf = (work: Work, session: Session) => ({
  session,
  payment: paymentOf(work, session),
  waiting: isWaitingForBank(work, session),
  webhook: webhookSentence(work, session),
});

function paymentOf(work: Work, { payment_intent, invoice }: Session): string | null {
  if (payment_intent !== null || invoice === null) return payment_intent;
  const [payment] = work.objects.list("invoice_payment", { limit: 1 }, { where: { invoice } }).data;
  return payment?.payment.payment_intent ?? null;
}

/** How the shop took the last thing that it was told about this session. */
function webhookSentence(work: Work, session: Session): string {
  const [event] = work.events.about(session.id, 1);
  const [delivery] = event ? work.deliveries.ofEvent(event.id) : [];
  if (!delivery) return cliSentence(event ? work.cliDeliveries.ofEvent(event.id).at(-1) : undefined);
  if (delivery.state === "delivered") return `The shop was told, and answered ${delivery.last_outcome}.`;
  if (delivery.attempts === 0) return "The shop has not answered the webhook yet.";
  const again = delivery.state === "pending" ? "; it is tried again" : "";
  return `The shop's webhook did not accept the news (${delivery.last_outcome})${again}.`;
}

function cliSentence(delivery: CliDelivery | undefined): string {
  if (!delivery) return "No webhook endpoint was listening, so the shop was not told.";
  if (delivery.status === null) return "The Stripe CLI was told; the shop has not answered it yet.";
  return `The shop was told through the Stripe CLI, and answered ${delivery.status}.`;
}

import { Hono, type Context } from "hono";
import { intentFor } from "../billing/collect-invoice.ts";
import { payInvoiceByForm } from "./pay-invoice-by-form.ts";
import { onClockOf } from "../clocks/clocked-work.ts";
import { paymentsOf } from "../billing/settle-invoice.ts";
import { settleIntent } from "../payments/settle-intent.ts";
import { readSettlement } from "../purchase/settle-session.ts";
import type { Invoice, PaymentIntent } from "../shapes/object-types.ts";
import { NOBODY, type Work } from "../work.ts";
import { billOfInvoice } from "./bills.ts";
import { formOf, seeOther } from "./forms.ts";
import { notFoundPage, sendPage } from "./layout.ts";
import { invoiceClosedPage, invoicePaidPage, invoiceWaitsPage } from "./invoice-told-pages.ts";
import type { PagePorts } from "./pages.ts";
import { paymentPage } from "./payment-page.ts";
import { freshForm } from "./show-session.ts";

/** The page to which `hosted_invoice_url` leads: an open invoice is paid there, any other says how it stands. */
export function invoicePages({ world }: PagePorts): Hono {
  const app = new Hono();
  const forInvoice = (context: Context, act: (work: Work, invoice: Invoice) => Response): Response =>
    world.transact(NOBODY, (work) => {
      const invoice = work.objects.find("invoice", context.req.param("id") ?? "");
      return invoice && invoice.status !== "draft" ? act(work, invoice) : notFoundPage("There is no such invoice.");
    });
  app.get("/i/:id", (context) => forInvoice(context, show));
  app.post("/i/:id", async (context) => {
    const sent = await formOf(context);
    return forInvoice(context, (work, invoice) => {
      if (stateOf(work, invoice) !== "to be paid") return seeOther(`/i/${invoice.id}`);
      const { form, mistake, status } = payInvoiceByForm(work, invoice, sent);
      if (!mistake) return show(work, work.objects.get("invoice", invoice.id), seeOther);
      return sendPage(paymentPage(billOfInvoice(work, invoice), form, mistake), status);
    });
  });
  app.post("/i/:id/settle", async (context) => {
    const { outcome } = await formOf(context);
    return forInvoice(context, (work, invoice) => {
      const intent = intentOf(work, invoice);
      const settled = readSettlement(typeof outcome === "string" ? outcome : undefined);
      if (intent?.status === "processing") settleIntent(work, intent, settled);
      return seeOther(`/i/${invoice.id}`);
    });
  });
  return app;
}

type State = "paid" | "closed" | "asks" | "waits" | "to be paid";

function stateOf(work: Work, invoice: Invoice): State {
  if (invoice.status === "paid") return "paid";
  if (invoice.status !== "open" && invoice.status !== "uncollectible") return "closed";
  const status = intentOf(work, invoice)?.status;
  if (status === "requires_action") return "asks";
  return status === "processing" ? "waits" : "to be paid";
}

function intentOf(work: Work, invoice: Invoice): PaymentIntent | undefined {
  const [payment] = paymentsOf(work, invoice.id);
  return payment?.payment.payment_intent === undefined
    ? undefined
    : work.objects.find("payment_intent", payment.payment.payment_intent);
}

/** The page of an invoice as it stands; a question of the bank is another page. After a form, a redirect instead. */
function show(work: Work, invoice: Invoice, after?: (to: string) => Response): Response {
  const state = stateOf(work, invoice);
  if (state === "asks") {
    const clocked = onClockOf(work, work.objects.get("customer", invoice.customer!));
    return seeOther(`/3ds/${intentFor(clocked, invoice).id}`);
  }
  if (after) return after(`/i/${invoice.id}`);
  if (state === "paid") return sendPage(invoicePaidPage(invoice));
  if (state === "closed") return sendPage(invoiceClosedPage(invoice));
  if (state === "waits") return sendPage(invoiceWaitsPage(invoice));
  return sendPage(paymentPage(billOfInvoice(work, invoice), freshForm(work), null));
}

import { Hono, type Context } from "hono";
import { answerProof, type Answered } from "../purchase/answer-proof.ts";
import { invoiceOf } from "../payments/settle-intent.ts";
import type { PaymentIntent } from "../shapes/object-types.ts";
import { NOBODY, type Work } from "../work.ts";
import { formOf, seeOther } from "./forms.ts";
import { check, cross, shield } from "./glyphs.ts";
import { html, type Html } from "./html.ts";
import { notFoundPage, sendPage, toldPage } from "./layout.ts";
import type { PagePorts } from "./pages.ts";
import { declined } from "./pay-by-form.ts";
import { freshForm, showPayment } from "./show-session.ts";
import { money } from "./words.ts";

/** The bank's page, on which its customer says that it is they who pay. */
export function proofPages({ world, shop }: PagePorts): Hono {
  const app = new Hono();
  const forIntent = (context: Context, act: (work: Work, intent: PaymentIntent) => Response): Response =>
    world.transact(NOBODY, (work) => {
      const intent = work.objects.find("payment_intent", context.req.param("id") ?? "");
      return intent ? act(work, intent) : notFoundPage("There is no such payment.");
    });
  app.get("/3ds/:id", (context) => forIntent(context, show));
  app.post("/3ds/:id", async (context) => {
    const { answer } = await formOf(context);
    let tell: string | null = null;
    const response = forIntent(context, (work, intent) => {
      // Pressed twice: the page that follows says how the payment stands.
      if (intent.status !== "requires_action") return show(work, intent);
      const answered = answerProof(work, intent, answer === "approved" ? "approved" : "refused");
      tell = answered.eventId;
      return whatNext(work, intent, answered);
    });
    if (tell !== null) await shop.isTold(tell);
    return response;
  });
  return app;
}

const show = (work: Work, intent: PaymentIntent): Response =>
  intent.status === "requires_action" ? sendPage(questionPage(intent)) : backTo(work, intent);

function whatNext(work: Work, intent: PaymentIntent, { session, error }: Answered): Response {
  if (session && error) return showPayment(work, session, freshForm(work), declined(error.message), 402);
  return backTo(work, work.objects.get("payment_intent", intent.id));
}

/** Where the payment came from: the checkout, the invoice, or the shop that made the intent itself. */
function backTo(work: Work, intent: PaymentIntent): Response {
  const { session, returnUrl } = work.objects.hidden("payment_intent", intent.id);
  if (session !== undefined) return seeOther(`/c/pay/${session}`);
  const invoice = invoiceOf(work, intent.id);
  if (invoice) return seeOther(`/i/${invoice.id}`);
  const url = returnUrl ? URL.parse(returnUrl) : null;
  if (!url) return sendPage(answeredPage(intent));
  url.searchParams.set("payment_intent", intent.id);
  url.searchParams.set("redirect_status", intent.status === "succeeded" ? "succeeded" : "failed");
  return seeOther(url.href);
}

const questionPage = ({ id, amount, currency }: PaymentIntent): Html =>
  toldPage(
    "Your bank asks",
    html`<header>
        <span class="wait">${shield(32)}</span>
        <h1>Is it you who pays ${money(amount, currency)}?</h1>
        <p class="note">Your bank asks before it lets this payment through. Here you answer for the customer.</p>
      </header>
      <div class="acts">
        <form method="post" action="/3ds/${id}">
          <div class="beside">
            <button class="button first" name="answer" value="approved">Approve</button>
            <button class="button" name="answer" value="refused">Refuse</button>
          </div>
        </form>
      </div>`,
  );

function answeredPage({ status }: PaymentIntent): Html {
  const good = status === "succeeded" || status === "requires_capture";
  const title = good ? "Payment approved" : "Payment not approved";
  return toldPage(
    title,
    html`<header>
      <span class="${good ? "ok" : "bad"}">${good ? check(32) : cross(32)}</span>
      <h1>${title}</h1>
      <p class="note">${good ? "The shop has been told." : "Nothing was charged."} You can close this page.</p>
    </header>`,
  );
}

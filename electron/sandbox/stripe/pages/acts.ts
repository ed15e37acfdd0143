import { Hono, type Context } from "hono";
import { decideDispute, isDecided, openDispute } from "../payments/disputes.ts";
import { warnOfFraud } from "../payments/fraud-warnings.ts";
import { settleIntent } from "../payments/settle-intent.ts";
import type { AnyObject } from "../shapes/object-types.ts";
import { StripeRefusal } from "../wire/stripe-refusal.ts";
import { NOBODY, type Work } from "../work.ts";
import type { World } from "../world.ts";
import { seeOther } from "./forms.ts";
import { html, type Html } from "./html.ts";
import { notFoundPage } from "./layout.ts";
import { objectPath } from "./object-path.ts";

interface Act {
  readonly name: string;
  readonly words: string;
  readonly carryOut: (work: Work) => unknown;
}

/** What a bank or a customer may do to an object next; here a person does it for them. */
function actsOn(value: AnyObject): readonly Act[] {
  if (value.object === "dispute" && !isDecided(value))
    return (["won", "lost"] as const).map((verdict) => ({
      name: verdict,
      words: verdict === "won" ? "The bank decides for the shop" : "The bank decides for the customer",
      carryOut: (work) => decideDispute(work, value, verdict),
    }));
  if (value.object === "charge" && value.status === "succeeded" && !value.disputed && !value.refunded)
    return [
      {
        name: "dispute",
        words: "The customer disputes it",
        carryOut: (work) => openDispute(work, value, { reason: "fraudulent", isInquiry: false }),
      },
      { name: "warn", words: "The bank warns of fraud", carryOut: (work) => warnOfFraud(work, value) },
    ];
  if (value.object === "payment_intent" && value.status === "processing")
    return (["succeeded", "failed"] as const).map((outcome) => ({
      name: outcome,
      words: outcome === "succeeded" ? "The bank pays" : "The bank refuses",
      carryOut: (work) => settleIntent(work, value, outcome),
    }));
  return [];
}

/** The acts on an object as buttons, and the way to pages on which it goes on. */
export function actButtons(value: AnyObject): Html | null {
  const next = nextPage(value);
  const acts = actsOn(value);
  if (!next && acts.length === 0) return null;
  return html`<div class="steps">
    ${next && html`<a class="button" href="${next.to}">${next.words}</a>`}
    ${acts.map(
      ({ name, words }) =>
        html`<form method="post" action="/test/acts/${value.id}/${name}">
          <button class="button">${words}</button>
        </form>`,
    )}
  </div>`;
}

function nextPage(value: AnyObject): { readonly to: string; readonly words: string } | null {
  if (value.object === "checkout.session" && value.status === "open")
    return { to: `/c/pay/${value.id}`, words: "Payment page" };
  if (value.object === "invoice" && value.hosted_invoice_url)
    return { to: `/i/${value.id}`, words: "The customer's page" };
  if (value.object === "payment_intent" && value.status === "requires_action")
    return { to: `/3ds/${value.id}`, words: "The bank's question" };
  return null;
}

/** Carries out the acts that the buttons ask for. */
export function actPages(world: World): Hono {
  const app = new Hono();
  app.post("/test/acts/:id/:name", ({ req }: Context) =>
    world.transact(NOBODY, (work) => carryOut(work, req.param("id") ?? "", req.param("name") ?? "")),
  );
  return app;
}

function carryOut(work: Work, id: string, name: string): Response {
  const value = work.objects.findAny(id);
  if (!value) return notFoundPage(`This Stripe has no ${id}.`);
  try {
    actsOn(value)
      .find((act) => act.name === name)
      ?.carryOut(work);
  } catch (cause) {
    // Pressed twice: the page that follows says how it stands.
    if (!(cause instanceof StripeRefusal)) throw cause;
  }
  return seeOther(objectPath(id));
}

import { cancelIntent, isCancelable } from "../payments/cancel-intent.ts";
import { captureIntent } from "../payments/capture-intent.ts";
import { confirmIntent } from "../payments/confirm-intent.ts";
import { answerProof } from "../purchase/answer-proof.ts";
import { settleIntent } from "../payments/settle-intent.ts";
import { readSettlement } from "../purchase/settle-session.ts";
import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { newPaymentIntent } from "../shapes/payment-intent.ts";
import type { PaymentIntent } from "../shapes/object-types.ts";
import type { Fields } from "../wire/fields.ts";
import { missingParam, refused, StripeRefusal } from "../wire/stripe-refusal.ts";
import { emit, type Work } from "../work.ts";
import { readPayingMethod } from "./payment-methods.ts";
import { list, named, referred, retrieve } from "./read-routes.ts";
import { readCurrency } from "./read-price.ts";

const PATH = "/v1/payment_intents";

/** What changes nothing here but is known: taken. */
const WITHOUT_EFFECT = [
  "automatic_payment_methods",
  "confirmation_method",
  "error_on_requires_action",
  "mandate_data",
  "off_session",
  "payment_method_options",
  "shipping",
  "use_stripe_sdk",
];
const KEPT = ["description", "metadata", "receipt_email", "statement_descriptor", "statement_descriptor_suffix"];
const CONFIRMS = [
  "expand",
  "payment_method",
  "payment_method_data",
  "payment_method_types",
  "return_url",
  "setup_future_usage",
];

export const paymentIntentRoutes: readonly Route[] = [
  { method: "POST", path: PATH, run: create },
  { method: "POST", path: `${PATH}/:id`, run: update },
  { method: "POST", path: `${PATH}/:id/confirm`, run: confirm },
  { method: "POST", path: `${PATH}/:id/capture`, run: capture },
  { method: "POST", path: `${PATH}/:id/cancel`, run: cancel },
  { method: "POST", path: "/sandbox/payment_intents/:id/settle", run: settle },
  { method: "POST", path: "/sandbox/payment_intents/:id/authenticate", run: authenticate },
  retrieve("payment_intent", PATH),
  list("payment_intent", PATH, ["customer"], (fields) => ({ where: { customer: fields.text("customer") } })),
];

function create(call: Call): Reply {
  const { work, fields } = call;
  fields.allow(...WITHOUT_EFFECT, ...KEPT, ...CONFIRMS, "amount", "capture_method", "confirm", "currency", "customer");
  const amount = fields.integer("amount", { min: 1, max: 99_999_999 });
  if (amount === undefined) throw missingParam("amount");
  const customer = fields.text("customer");
  const intent = newPaymentIntent(
    {
      amount,
      currency: readCurrency(fields),
      customer: customer === undefined ? null : referred(work, "customer", customer, "customer").id,
      payment_method_types: fields.texts("payment_method_types") ?? ["card"],
      capture_method: fields.oneOf("capture_method", ["automatic", "automatic_async", "manual"]) ?? "automatic_async",
      ...kept(fields, {}),
    },
    work.now,
  );
  work.objects.insert(intent, work.now, { returnUrl: fields.text("return_url") ?? null });
  emit(work, "payment_intent.created", intent);
  return fields.boolean("confirm")
    ? confirmed(call, intent)
    : reply(named({ ...call, id: withMethod(work, fields, intent).id }, "payment_intent"));
}

/** A method that is given without being charged waits on the intent. */
function withMethod(work: Work, fields: Fields, intent: PaymentIntent): PaymentIntent {
  const method = readPayingMethod(work, fields);
  if (!method) return intent;
  const after: PaymentIntent = { ...intent, payment_method: method.id, status: "requires_confirmation" };
  work.objects.save(after);
  return after;
}

function kept(fields: Fields, metadata: PaymentIntent["metadata"]): Partial<PaymentIntent> {
  const out: { -readonly [K in keyof PaymentIntent]?: PaymentIntent[K] } = { metadata: fields.metadata(metadata) };
  for (const name of ["description", "receipt_email", "statement_descriptor"] as const)
    if (fields.has(name)) out[name] = fields.emptyable(name) ?? null;
  const usage = fields.oneOf("setup_future_usage", ["off_session", "on_session"]);
  if (usage !== undefined) out.setup_future_usage = usage;
  return out;
}

function update(call: Call): Reply {
  const { work, fields } = call;
  fields.allow(...WITHOUT_EFFECT, ...KEPT, ...CONFIRMS, "amount");
  const before = named(call, "payment_intent");
  const amount = fields.integer("amount", { min: 1 });
  if (amount !== undefined && !before.status.startsWith("requires_"))
    throw unexpected(before, "This PaymentIntent's amount could not be updated");
  const after: PaymentIntent = { ...before, amount: amount ?? before.amount, ...kept(fields, before.metadata) };
  work.objects.save(after);
  return reply(withMethod(work, fields, after));
}

function confirm(call: Call): Reply {
  call.fields.allow(...WITHOUT_EFFECT, ...KEPT, ...CONFIRMS, "amount_to_confirm");
  const intent = named(call, "payment_intent");
  if (intent.status === "requires_payment_method" || intent.status === "requires_confirmation")
    return confirmed(call, intent);
  throw unexpected(intent, `You cannot confirm this PaymentIntent because it has already ${word(intent)}`);
}

const word = ({ status }: PaymentIntent): string =>
  status === "succeeded" ? "succeeded after being previously confirmed." : `a status of ${status}.`;

function confirmed({ work, fields }: Call, intent: PaymentIntent): Reply {
  const returnUrl = fields.text("return_url");
  if (returnUrl !== undefined)
    work.objects.saveHidden("payment_intent", intent.id, {
      ...work.objects.hidden("payment_intent", intent.id),
      returnUrl,
    });
  const method =
    readPayingMethod(work, fields) ??
    (intent.payment_method === null ? null : work.objects.get("payment_method", intent.payment_method));
  if (!method)
    throw refused(
      "payment_method",
      "You cannot confirm this PaymentIntent because it's missing a payment method.",
      "payment_intent_unexpected_state",
    );
  if (!intent.payment_method_types.includes(method.type))
    throw refused(
      "payment_method",
      `The payment method type "${method.type}" is not allowed by this PaymentIntent.`,
      "payment_intent_incompatible_payment_method",
    );
  const { intent: after, error } = confirmIntent(work, intent, method);
  return error ? { status: 402, body: { error } } : reply(after);
}

function capture(call: Call): Reply {
  call.fields.allow("amount_to_capture", "expand", "metadata");
  const intent = named(call, "payment_intent");
  if (intent.status !== "requires_capture")
    throw unexpected(intent, `This PaymentIntent could not be captured because it has a status of ${intent.status}.`);
  return reply(
    captureIntent(
      call.work,
      intent,
      call.fields.integer("amount_to_capture", { min: 1, max: intent.amount }) ?? intent.amount,
    ),
  );
}

function cancel(call: Call): Reply {
  call.fields.allow("cancellation_reason", "expand");
  const intent = named(call, "payment_intent");
  if (!isCancelable(intent))
    throw unexpected(intent, `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`);
  return reply(cancelIntent(call.work, intent, call.fields.text("cancellation_reason") ?? null));
}

/** Not Stripe's: what a bank does days later, at once. `outcome` is succeeded or failed. */
function settle(call: Call): Reply {
  call.fields.allow("outcome");
  const outcome = readSettlement(call.fields.text("outcome"));
  return reply(settleIntent(call.work, named(call, "payment_intent"), outcome));
}

/** Not Stripe's: what the bank's customer answers on the page, without a browser. `outcome` is approved or refused. */
function authenticate(call: Call): Reply {
  call.fields.allow("outcome");
  const outcome = call.fields.oneOf("outcome", ["approved", "refused"]);
  if (outcome === undefined) throw missingParam("outcome");
  answerProof(call.work, named(call, "payment_intent"), outcome);
  return reply(named(call, "payment_intent"));
}

const unexpected = (payment_intent: PaymentIntent, message: string) =>
  new StripeRefusal(400, { code: "payment_intent_unexpected_state", message, payment_intent });

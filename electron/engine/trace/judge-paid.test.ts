import {
  ago,
  anEvent,
  aPaidSession,
  cheapSession,
  mismatched,
  paidFacts,
  pendingFacts,
  refusedThrice,
  someFacts,
} from "./facts-for-tests.ts";
import { judged } from "./judged-for-tests.ts";

judged(5, [
  ["not paid yet", someFacts(), "waiting", "Waits for step 4"],
  ["arrived", paidFacts(), "proved", "evt_…VnRLm2 arrived at the endpoint"],
  [
    "fetched",
    paidFacts({}, { payingEvent: anEvent({ source: "catch_up" }) }),
    "proved",
    "evt_…VnRLm2 was fetched from Stripe by catch-up",
  ],
  [
    "paid a minute ago",
    someFacts({ session: aPaidSession(60) }),
    "waiting",
    "The event is on its way. If it is lost, catch-up fetches it within 1 min.",
  ],
  [
    "paid 150 s ago",
    someFacts({ session: aPaidSession(150) }),
    "missing",
    "Stripe said paid, and no event of it arrived.",
  ],
  [
    "refused, and known to be this payment's",
    someFacts({ session: aPaidSession(10), refused: refusedThrice }),
    "missing",
    "Stripe's event arrived and was refused 3 times. Signed with a secret that we do not hold.",
  ],
  [
    "refused once, and known to be this payment's",
    someFacts({ session: aPaidSession(10), refused: { ...refusedThrice, count: 1 } }),
    "missing",
    "Stripe's event arrived and was refused. Signed with a secret that we do not hold.",
  ],
  [
    "others refused at about that time",
    someFacts({ session: aPaidSession(2_340), refused: { ...refusedThrice, exact: false, count: 1 } }),
    "missing",
    "Stripe said paid, and no event of it arrived. 1 request was refused at about that time: Signed with a secret that we do not hold.",
  ],
  [
    "Stripe was asked a moment ago",
    paidFacts({ paid_at: ago(20) }, { payingEvent: null }),
    "waiting",
    "Stripe was asked and says paid; its event has not arrived yet",
  ],
  [
    "Stripe was asked long ago",
    paidFacts({}, { payingEvent: null }),
    "unknown",
    "No event of this payment arrived. Stripe was asked instead.",
  ],
]);

judged(6, [
  ["paid because of the event", paidFacts(), "proved", "Because of evt_…VnRLm2"],
  [
    "paid because an operator asked",
    paidFacts({}, { payments: [{ at: ago(60), cause: "operator:Ines", change: "payment_confirmed" }] }),
    "proved",
    "Because of Ines, who asked Stripe",
  ],
  [
    "paid because an operator accepted the amount",
    paidFacts(
      { amount_approved_at: ago(60) },
      { session: cheapSession, payments: [{ at: ago(60), cause: "operator:Ines", change: "amount_approved" }] },
    ),
    "proved",
    "Because of Ines, who accepted the amount",
  ],
  [
    "paid because a job asked",
    paidFacts({}, { payments: [{ at: ago(60), cause: "job:expire_sessions", change: "payment_confirmed" }] }),
    "proved",
    "Because of job expire_sessions, which asked Stripe",
  ],
  [
    "paid because the customer came back",
    paidFacts({}, { payments: [{ at: ago(60), cause: "session", change: "payment_confirmed" }] }),
    "proved",
    "Because of the Session, as Stripe told it",
  ],
  ["paid, history lost", paidFacts({}, { payments: [] }), "proved", "The order says paid"],
  ["the amount is in question", paidFacts(mismatched, { session: cheapSession }), "waiting", "Waits for step 4"],
  ["the event is on its way", someFacts({ session: aPaidSession(60) }), "waiting", "Waits for step 5"],
  [
    "journaled",
    pendingFacts({ payingEvent: anEvent({ outcome: "journaled" }) }),
    "waiting",
    "The event is in the journal; its job is next",
  ],
  [
    "retrying",
    pendingFacts({ payingEvent: anEvent({ outcome: "retrying", reason: "Stripe did not answer" }) }),
    "waiting",
    "The event's job failed and runs again. Stripe did not answer.",
  ],
  [
    "given up",
    pendingFacts({ payingEvent: anEvent({ outcome: "failed", reason: "Stripe knows no such Session" }) }),
    "missing",
    "The event's job gave up. Stripe knows no such Session.",
  ],
  ["held", pendingFacts({ payingEvent: anEvent({ outcome: "held" }) }), "missing", "The event is held back."],
  [
    "applied, and still pending",
    pendingFacts({ payingEvent: anEvent() }),
    "contradicted",
    "Order says pending, Stripe says paid",
  ],
  ["no event at all", pendingFacts({}), "contradicted", "Order says pending, Stripe says paid"],
]);

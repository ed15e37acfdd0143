import * as fc from "fast-check";
import { expect, test } from "vitest";
import { payByCard, STORY_ACTS, type StoryAct } from "./life-world/story-acts.ts";
import { StoryEngine } from "./life-world/story-engine.ts";
import { MONTH, StoryStripe, type Told } from "./life-world/story-stripe.ts";

/** Something happens at Stripe, an event arrives (the nth of those on their way), one arrives again, or a server is made. */
type Beat =
  | { readonly kind: "act"; readonly act: StoryAct }
  | { readonly kind: "arrives" | "again"; readonly nth: number }
  | { readonly kind: "provision" };

const nth = fc.nat({ max: 50 });
const beat: fc.Arbitrary<Beat> = fc.oneof(
  { weight: 5, arbitrary: nth.map((at) => ({ kind: "arrives", nth: at }) as const) },
  { weight: 1, arbitrary: nth.map((at) => ({ kind: "again", nth: at }) as const) },
  { weight: 1, arbitrary: fc.constant({ kind: "provision" } as const) },
);
const act = fc
  .constantFrom(...(Object.keys(STORY_ACTS) as StoryAct[]))
  .map((each): Beat => ({ kind: "act", act: each }));

/** Acts that undo one another come together often: what one wrote, the other must take back. */
const PAIRS: readonly (readonly [StoryAct, StoryAct])[] = [
  ["paused", "resumed"],
  ["wholeRefunded", "refundFails"],
  ["partRefunded", "refundFails"],
  ["disputed", "disputeWon"],
  ["renewalFails", "invoicePaid"],
  ["renewalFails", "renewalFails"],
  ["renewalFails", "givenUp"],
  ["endSet", "endTakenBack"],
];
const few = fc.array(beat, { maxLength: 4 });
const pair = fc
  .tuple(fc.constantFrom(...PAIRS), few, few)
  .map(([[one, other], between, after]): Beat[] => [
    { kind: "act", act: one },
    ...between,
    { kind: "act", act: other },
    ...after,
  ]);
const chunk = fc.oneof(
  pair,
  fc.tuple(act, few).map(([each, after]): Beat[] => [each, ...after]),
);
const story = fc.tuple(few, fc.array(chunk, { maxLength: 6 })).map(([first, chunks]) => [...first, ...chunks.flat()]);

/** What the order must be in the end, by what Stripe says in the end. It knows nothing of how it was told. */
function expected(stripe: StoryStripe, hasServer: boolean) {
  const { subscription, charges, disputes, invoices, refunds } = stripe;
  // All of it, and while the period that it paid for was running.
  const isRefunded = charges.some(({ id, amount, amount_refunded }) => {
    const periodEnd = invoices.find((invoice) => `ch_${invoice.id}` === id)!.created + MONTH;
    const good = refunds.filter(({ charge, status }) => charge === id && status === "succeeded");
    return amount_refunded === amount && good.every(({ created }) => created <= periodEnd);
  });
  const isDisputed = disputes.some(({ status }) => status !== "won");
  const hasEnded = subscription.status === "canceled";
  const owes = subscription.status === "past_due" || subscription.status === "unpaid";
  const dueSince = Math.min(
    ...invoices.filter(({ status }) => status === "open").map(({ created }) => created * 1_000),
  );
  const isGraceOver = owes && stripe.now * 1_000 >= dueSince + 7 * 86_400_000;
  const isStopped = isGraceOver || ["canceled", "unpaid", "paused"].includes(subscription.status);
  const isHeld = isRefunded || isDisputed || isStopped;
  const isCanceling = !hasEnded && subscription["cancel_at"] !== null;
  const runs = owes ? "past_due" : isCanceling ? "canceling" : "active";
  return {
    status: isRefunded ? "refunded" : hasServer ? "provisioned" : hasEnded ? "canceled" : "paid",
    payment_state: isRefunded ? "refunded" : isDisputed ? "disputed" : "paid",
    service_state: hasServer ? (isHeld ? "suspended" : runs) : "none",
    past_due_since: owes ? dueSince : null,
    cancel_at: isCanceling ? (subscription["cancel_at"] as number) * 1_000 : null,
    subscription_status: subscription.status,
  };
}

/** Plays the beats; what did not arrive on the way is fetched at the end, as catch-up does, in an order of its own. */
async function play(stripe: StoryStripe, engine: StoryEngine, beats: readonly Beat[]): Promise<void> {
  const underWay: Told[] = payByCard(stripe);
  const arrived: Told[] = [];
  const hear = async (told: Told | undefined) => {
    if (!told) return;
    arrived.push(told);
    await engine.hear(told);
  };
  for (const each of beats) {
    if (each.kind === "act") underWay.push(...STORY_ACTS[each.act](stripe));
    else if (each.kind === "provision") await engine.provision();
    else if (each.kind === "arrives") await hear(underWay.splice(each.nth % Math.max(underWay.length, 1), 1)[0]);
    else await hear(arrived[each.nth % Math.max(arrived.length, 1)]);
  }
  for (const told of underWay.toReversed()) await hear(told);
  await engine.provision();
}

async function withEngine<T>(run: (stripe: StoryStripe, engine: StoryEngine) => Promise<T>): Promise<T> {
  const stripe = new StoryStripe();
  const served = await stripe.open();
  const engine = await StoryEngine.open(stripe, served.url);
  try {
    return await run(stripe, engine);
  } finally {
    await engine.close();
    await served.close();
  }
}

test(
  "however a purchase's and a subscription's events are shuffled, doubled, delayed or lost, the end is what Stripe says",
  { timeout: 240_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(story, (beats) =>
        withEngine(async (stripe, engine) => {
          await play(stripe, engine, beats);
          const order = await engine.order();
          expect(order).toMatchObject(expected(stripe, order.ptero_server_id !== null));
          expect(await engine.failures()).toEqual([]);
        }),
      ),
      { numRuns: 300 },
    );
  },
);

test("the first events of a purchase, in every order, make it paid once", { timeout: 60_000 }, async () => {
  const orders = permutations([0, 1, 2, 3]);
  for (const sequence of orders)
    await withEngine(async (stripe, engine) => {
      const told = payByCard(stripe);
      expect(told).toHaveLength(4);
      for (const index of sequence) {
        await engine.hear(told[index]!);
        await engine.hear(told[index]!);
      }
      expect(await engine.order()).toMatchObject({ status: "paid", payment_state: "paid", service_state: "none" });
      await engine.provision();
      expect(await engine.order()).toMatchObject({ status: "provisioned", service_state: "active" });
    });
});

test("a payment that is heard of after its subscription's end makes no server, whichever of the two is told first", async () => {
  for (const type of ["checkout.session.completed", "invoice.paid"])
    await withEngine(async (stripe, engine) => {
      const told = payByCard(stripe);
      STORY_ACTS.canceled(stripe);
      await engine.hear(told.find((each) => each.type === type)!);
      expect(await engine.order()).toMatchObject({ status: "canceled", payment_state: "paid", service_state: "none" });
    });
});

test("a slow bank's yes and no, in every order with what came before, end the same", { timeout: 60_000 }, async () => {
  for (const isGood of [true, false])
    for (const sequence of permutations([0, 1, 2]))
      await withEngine(async (stripe, engine) => {
        Object.assign(stripe.session, {
          status: "complete",
          payment_status: isGood ? "paid" : "unpaid",
          subscription: "sub_story",
        });
        stripe.subscription.status = isGood ? "active" : "past_due";
        const settled = `checkout.session.async_payment_${isGood ? "succeeded" : "failed"}`;
        const told: Told[] = [
          { type: "checkout.session.completed", object: { id: "cs_story" } },
          { type: settled, object: { id: "cs_story" } },
          { type: "customer.subscription.updated", object: { id: "sub_story" } },
        ];
        for (const index of sequence) await engine.hear(told[index]!);
        const end = isGood
          ? { status: "paid", payment_state: "paid" }
          : { status: "canceled", payment_state: "unpaid" };
        expect(await engine.order()).toMatchObject(end);
      });
});

test.each<[string, StoryAct, StoryAct | null]>([
  ["a subscription", "endSet", null],
  ["a pause and its end", "resumed", "paused"],
  ["a refund and its failure", "refundFails", "wholeRefunded"],
  ["a dispute and its end", "disputeWon", "disputed"],
])("an answer of Stripe that is late is not written over a newer one: %s", async (_, act, before) => {
  await withEngine(async (stripe, engine) => {
    for (const told of payByCard(stripe)) await engine.hear(told);
    await engine.provision();
    const [first] = before ? STORY_ACTS[before](stripe) : stripe.change({});
    // The first event's answer is asked for before the act, and comes back long after the second's.
    stripe.delays.push(150);
    await engine.hearAtOnce(first!, () => STORY_ACTS[act](stripe).at(-1)!);
    const order = await engine.order();
    expect(order).toMatchObject(expected(stripe, true));
  });
});

function permutations(of: readonly number[]): number[][] {
  if (of.length <= 1) return [[...of]];
  return of.flatMap((first) => permutations(of.filter((each) => each !== first)).map((rest) => [first, ...rest]));
}

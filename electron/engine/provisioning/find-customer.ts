import { err, ok } from "../../../shared/kernel/result.ts";
import type { PanelCall, PanelExchange, PanelFault, PanelUser } from "../panel/panel-port.ts";
import { externalIdOf, namesOf, usernameOf } from "./panel-customer.ts";
import type { Run, Stepped } from "./run.ts";
import { refusal, settleTrouble, type Trouble } from "./settle-trouble.ts";
import { readEdits } from "./step-edits.ts";
import { type Attempt, foundBy, newAttempt, type Step, writeStep } from "./step-journal.ts";

const MOST_USERNAMES = 6;

interface CustomerFound {
  readonly panelUserId: number;
}

/**
 * The customer's account on the panel: by external id, then by the whole e-mail address, else made. What an earlier try of
 * the same run found is taken. What an operator chose comes before all that.
 */
export async function findCustomer(run: Run, steps: readonly Step[]): Stepped<number> {
  const { order, deps } = run;
  const { customer: chosen } = await readEdits(deps.db, order.id);
  if (chosen) return takeCustomer(run, chosen.input.panelUserId, chosen.by);
  const earlier = foundBy(steps, "customer") as CustomerFound | null;
  if (earlier) return ok(earlier.panelUserId);
  const externalId = externalIdOf(order.user_id);
  const attempt = newAttempt("customer", { externalId, email: order.customer_email }, deps.options.now());
  const search = new CustomerSearch(run, externalId);
  const found = await search.result();
  const asked: Attempt = { ...attempt, exchanges: search.exchanges };
  if ("certainty" in found) return err(await settleTrouble(run, asked, found));
  await keepCustomer(run, asked, found);
  return ok(found.user.id);
}

/** The account that an operator chose, if the panel has it. */
async function takeCustomer(run: Run, panelUserId: number, by: string): Stepped<number> {
  const attempt = newAttempt("customer", { panelUserId, by }, run.deps.options.now());
  const { result, exchanges } = await run.panel.getUser(panelUserId);
  const asked: Attempt = { ...attempt, exchanges };
  if (!result.ok) return err(await settleTrouble(run, asked, result.error));
  const says = `The panel has no user ${panelUserId}, whom ${by} chose. Retry this step with another, or with none.`;
  if (!result.value) return err(await settleTrouble(run, asked, refusal("CUSTOMER_NOT_ON_PANEL", says)));
  await keepCustomer(run, asked, { user: result.value, how: `chosen by ${by}` });
  return ok(panelUserId);
}

interface Found {
  readonly user: PanelUser;
  readonly how: string;
}

/** One search with all that it said to the panel. */
class CustomerSearch {
  readonly exchanges: PanelExchange[] = [];
  readonly #run: Run;
  readonly #externalId: string;

  constructor(run: Run, externalId: string) {
    this.#run = run;
    this.#externalId = externalId;
  }

  async result(): Promise<Found | Trouble> {
    const { panel, order } = this.#run;
    const byId = this.#note(await panel.findUserByExternalId(this.#externalId));
    if (!byId.ok) return byId.error;
    if (byId.value) return { user: byId.value, how: "found by the customer's id" };
    const email = order.customer_email;
    if (!email)
      return refusal(
        "CUSTOMER_EMAIL_MISSING",
        "The order has no e-mail address, and an account on the panel needs one.",
      );
    const byEmail = this.#note(await panel.findUserByEmail(email));
    if (!byEmail.ok) return byEmail.error;
    if (byEmail.value) return { user: byEmail.value, how: "found by the e-mail address" };
    return this.#create(email, 0);
  }

  async #create(email: string, nth: number): Promise<Found | Trouble> {
    const { panel, order } = this.#run;
    const user = {
      externalId: this.#externalId,
      email,
      username: usernameOf(email, nth),
      ...namesOf(order.customer_name, email),
    };
    const made = this.#note(await panel.createUser(user));
    if (made.ok) return { user: made.value, how: "made" };
    const isTaken = takes(made.error, "username") && !takes(made.error, "email");
    return isTaken && nth + 1 < MOST_USERNAMES ? this.#create(email, nth + 1) : made.error;
  }

  #note<T>({ result, exchanges }: PanelCall<T>): PanelCall<T>["result"] {
    this.exchanges.push(...exchanges);
    return result;
  }
}

const takes = ({ fields }: PanelFault, name: string): boolean =>
  fields.some(({ field, rule }) => field === name && rule === "unique");

async function keepCustomer({ deps, order }: Run, attempt: Attempt, { user, how }: Found): Promise<void> {
  const now = deps.options.now();
  const found: CustomerFound = { panelUserId: user.id };
  const says = `Panel user ${user.id} (${user.email}), ${how}.`;
  await deps.db.transaction().execute(async (tx) => {
    await writeStep(tx, order.id, attempt, { outcome: "done", code: null, says, found, finishedAt: now });
    const row = { panel_user_id: user.id, updated_at: now };
    await tx
      .insertInto("customers")
      .values({ user_id: order.user_id, email: order.customer_email, created_at: now, ...row })
      .onConflict((conflict) => conflict.column("user_id").doUpdateSet(row))
      .execute();
  });
}

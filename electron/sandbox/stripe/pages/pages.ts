import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { recoverSession } from "../purchase/recover-session.ts";
import { readSettlement, settleSession } from "../purchase/settle-session.ts";
import type { Session } from "../shapes/object-types.ts";
import { StripeRefusal } from "../wire/stripe-refusal.ts";
import { NOBODY, type Work } from "../work.ts";
import type { World } from "../world.ts";
import { actPages } from "./acts.ts";
import { clockPages } from "./clock-pages.ts";
import { formOf, seeOther } from "./forms.ts";
import { invoicePages } from "./invoice-pages.ts";
import { failedPage, notFoundPage, sendPage } from "./layout.ts";
import { listPages } from "./list-pages.ts";
import { logPages } from "./log-pages.ts";
import { OBJECT_FOLDERS } from "./object-path.ts";
import { payByForm } from "./pay-by-form.ts";
import { proofPages } from "./proof-pages.ts";
import { leftPage } from "./told-pages.ts";
import { overviewPage } from "./records.ts";
import { showObject, told } from "./show-object.ts";
import { webhookPages } from "./webhook-pages.ts";
import { showPayment, showSession } from "./show-session.ts";

/** How the shop takes what it is told. */
export interface ShopNews {
  /** Resolves once every endpoint, or the shop behind the CLI, has answered the event, or is waited for no longer. */
  isTold(eventId: string): Promise<void>;
}

export interface PagePorts {
  readonly world: World;
  readonly shop: ShopNews;
  readonly log: (line: string) => void;
}

const NO_SESSION = "There is no such checkout. The link may be cut off, or of another sandbox.";
const NO_PAGE = "There is no such page.";

/** What people see: the payment page, its receipts, and pages on which links to Stripe's objects land. */
export function pages(ports: PagePorts): Hono {
  const { world } = ports;
  const app = new Hono();
  const forSession = (context: Context, act: (work: Work, session: Session) => Response): Response =>
    world.transact(NOBODY, (work) => {
      const session = work.objects.find("checkout.session", context.req.param("id") ?? "");
      return session ? act(work, session) : notFoundPage(NO_SESSION);
    });

  for (const path of ["/c/*", "/i/*", "/3ds/*", "/test/*"])
    app.use(path, bodyLimit({ maxSize: 64 * 1024, onError: () => notFoundPage(NO_PAGE) }));
  app.get("/", () => world.transact(NOBODY, showOverview));
  app.get("/c/pay/:id", (context) => forSession(context, showSession));
  app.get("/c/pay/:id/leave", (context) => forSession(context, leave));
  app.post("/c/pay/:id", (context) => pay(ports, context, forSession));
  app.post("/c/pay/:id/settle", (context) => settle(ports, context, forSession));
  app.get("/c/recover/:id", (context) => forSession(context, recover));
  app.route("/", proofPages(ports)).route("/", invoicePages(ports));
  for (const dashboard of [listPages, logPages, webhookPages, clockPages, actPages]) app.route("/", dashboard(world));
  for (const folder of OBJECT_FOLDERS)
    app.get(`/test/${folder}/:id`, (context) =>
      world.transact(NOBODY, (work) => showObject(work, context.req.param("id"))),
    );
  app.notFound(() => notFoundPage(NO_PAGE));
  app.onError((cause, context) => {
    ports.log(`${context.req.method} ${context.req.path} failed: ${cause.stack}`);
    return failedPage();
  });
  return app;
}

type ForSession = (context: Context, act: (work: Work, session: Session) => Response) => Response;

/**
 * Pays, waits up to ten seconds for the shop's answer to the webhook as Stripe does, and then shows the receipt with a
 * link to the success page. Stripe jumps there; here the shop's front end may not be running, and a browser's error page
 * would be all that a customer sees of a payment that went well.
 */
async function pay(ports: PagePorts, context: Context, forSession: ForSession): Promise<Response> {
  const sent = await formOf(context);
  let tell: string | null = null;
  const response = forSession(context, (work, session) => {
    const paid = payByForm(work, session, sent);
    if (paid.kind === "mistake") return showPayment(work, session, paid.form, paid.mistake, paid.status);
    if (paid.kind === "asks") return seeOther(`/3ds/${paid.intentId}`);
    tell = paid.eventId;
    return seeOther(payPath(session));
  });
  if (tell !== null) await ports.shop.isTold(tell);
  return response;
}

async function settle(ports: PagePorts, context: Context, forSession: ForSession): Promise<Response> {
  const { outcome } = await formOf(context);
  let tell: string | null = null;
  const response = forSession(context, (work, session) => {
    try {
      tell = settleSession(work, session, readSettlement(typeof outcome === "string" ? outcome : undefined)).event.id;
    } catch (cause) {
      // Pressed twice, or nothing to settle: the page that follows says how the session stands.
      if (!(cause instanceof StripeRefusal)) throw cause;
    }
    return seeOther(payPath(session));
  });
  if (tell !== null) await ports.shop.isTold(tell);
  return response;
}

const payPath = ({ id }: Session): string => `/c/pay/${id}`;

const leave = (work: Work, session: Session): Response =>
  session.status === "open" ? sendPage(leftPage(session)) : showSession(work, session);

/** Where the link of an expired session leads: to another one of the same things. */
function recover(work: Work, session: Session): Response {
  if (session.status === "open") return seeOther(payPath(session));
  if (!session.after_expiration?.recovery?.url) return notFoundPage(NO_SESSION);
  return seeOther(payPath(recoverSession(work, session)));
}

function showOverview(work: Work): Response {
  const newest = { limit: 15 };
  return sendPage(
    overviewPage({
      sessions: work.objects.list("checkout.session", newest).data,
      payments: work.objects.list("payment_intent", newest).data,
      events: work.events.list({ limit: 25 }).data.map((event) => told(work, event)),
    }),
  );
}

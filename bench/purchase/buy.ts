import { SignJWT } from "jose";

type Facts = Readonly<Record<string, string>>;
let customers = 0;

/** Orders as a storefront does, pays as a customer does, and answers with the event that Stripe would send for it. */
export async function checkOutAndPay(sandbox: Facts, ingress: string): Promise<{ readonly event: string }> {
  const ordered = await fetch(`${ingress}/api/checkout/create-session`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${await tokenOfNext(sandbox["jwt_secret"]!)}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({
      plan_id: "paper-4gb",
      item_type: "game",
      term: "monthly",
      region: "us-central",
      server_name: "bench",
    }),
  });
  const { sessionId } = (await ordered.json()) as { sessionId: string };
  const method = await ask(sandbox, "POST", "/v1/payment_methods", { type: "card", "card[token]": "tok_visa" });
  await ask(sandbox, "POST", `/v1/payment_pages/${sessionId}/confirm`, { payment_method: String(method["id"]) });
  return { event: await completedEvent(sandbox, sessionId) };
}

async function completedEvent(sandbox: Facts, sessionId: string): Promise<string> {
  const { data } = await ask(sandbox, "GET", "/v1/events?type=checkout.session.completed&limit=10");
  const events = data as { readonly data: { readonly object: { readonly id: string } } }[];
  return JSON.stringify(events.find((event) => event.data.object.id === sessionId));
}

async function tokenOfNext(secret: string): Promise<string> {
  customers += 1;
  return new SignJWT({ email: `bench-${customers}@example.com` })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(`bench-${customers}`)
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(secret));
}

async function ask(sandbox: Facts, method: string, route: string, form?: Facts): Promise<Record<string, unknown>> {
  const answer = await fetch(new URL(route, sandbox["stripe"]), {
    method,
    headers: {
      authorization: `Bearer ${sandbox["stripe_secret_key"]!}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    ...(form && { body: new URLSearchParams(form) }),
  });
  if (!answer.ok) throw new Error(`${method} ${route} was answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}

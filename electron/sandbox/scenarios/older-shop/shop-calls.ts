/** What an older shop asks of Stripe and of the panel. Rejects with an Error that holds what was answered. */
export interface ShopCalls {
  stripe(method: "DELETE" | "GET" | "POST", path: string, form?: Readonly<Record<string, string>>): Promise<Json>;
  panel(method: "GET" | "POST", path: string, body?: object): Promise<Json>;
}

export type Json = Readonly<Record<string, unknown>>;

interface Addresses {
  readonly stripeUrl: string;
  readonly stripeKey: string;
  readonly panelUrl: string;
  readonly panelKey: string;
}

export function shopCalls({ stripeUrl, stripeKey, panelUrl, panelKey }: Addresses): ShopCalls {
  return {
    async stripe(method, path, form) {
      const answer = await fetch(stripeUrl + path, {
        method,
        headers: { authorization: `Bearer ${stripeKey}` },
        ...(form ? { body: new URLSearchParams(form) } : {}),
      });
      return told(answer);
    },
    async panel(method, path, body) {
      const answer = await fetch(`${panelUrl}/api/application${path}`, {
        method,
        headers: {
          authorization: `Bearer ${panelKey}`,
          accept: "application/json",
          "content-type": "application/json",
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return told(answer);
    },
  };
}

async function told(answer: Response): Promise<Json> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status}: ${text.replaceAll(/\s+/g, " ").slice(0, 300)}`);
  return (text === "" ? {} : JSON.parse(text)) as Json;
}

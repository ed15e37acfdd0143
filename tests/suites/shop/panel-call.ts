import { expect } from "vitest";
import type { RunningShop } from "./running-shop.ts";

/** Calls the panel as its API key's owner. */
export async function panelCall(
  shop: RunningShop,
  method: string,
  route: string,
  body?: unknown,
): Promise<Record<string, unknown>> {
  const answer = await fetch(new URL(`/api/application${route}`, shop.sandbox.panel), {
    method,
    headers: {
      authorization: `Bearer ${shop.sandbox.keys.panel_api_key}`,
      accept: "application/json",
      "content-type": "application/json",
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  expect(answer.ok, `${method} ${route}: ${text}`).toBe(true);
  return (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
}

import type { PanelStore } from "../store/open-panel-store.ts";
import type { UserRow } from "../store/rows.ts";
import { type Answer, refusal } from "./answer.ts";
import type { Access, Resource } from "./call.ts";
import type { PanelKey } from "./panel-key.ts";

export interface Caller {
  readonly key: PanelKey;
  readonly user: UserRow;
}

const UNAUTHENTICATED = refusal(401, "AuthenticationException", "Unauthenticated.");

/** Who calls, by the bearer token; or the answer to somebody who is not known or calls from elsewhere than allowed. */
export function authenticate(
  { store, keys }: { readonly store: PanelStore; readonly keys: readonly PanelKey[] },
  authorization: string | undefined,
  address: string,
  now: number,
): Caller | Answer {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];
  const key = keys.find((known) => known.token === token);
  const user = key && store.users.get(key.userId);
  if (!key || !user || (key.expiresAt !== undefined && key.expiresAt <= now)) return UNAUTHENTICATED;
  const allowed = key.allowedIps ?? [];
  if (allowed.length > 0 && !allowed.includes(address)) {
    const detail = `This IP address (${address}) does not have permission to access the API using these credentials.`;
    return refusal(403, "AccessDeniedHttpException", detail);
  }
  return { key, user };
}

/** Whether this key opens this API at all: application keys and administrators' own keys there, client keys here. */
export function wrongApi({ key, user }: Caller, api: "application" | "client"): Answer | null {
  if (api === "client" && key.kind === "application")
    return refusal(
      403,
      "AccessDeniedHttpException",
      "You are attempting to use an application API key on an endpoint that requires a client API key.",
    );
  if (api === "application" && user.root_admin !== 1)
    return refusal(403, "AccessDeniedHttpException", "This account does not have permission to access the API.");
  return null;
}

const BIT = { read: 1, write: 2 } as const;

/** An administrator's own key may everything; an application key what its columns say. */
export function mayOf({ key }: Caller): (resource: Resource, access: Access) => boolean {
  return (resource, access) => key.kind === "client" || ((key.acl?.[resource] ?? 0) & BIT[access]) !== 0;
}

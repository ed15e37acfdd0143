import type { PanelStore } from "../store/open-panel-store.ts";
import type { KeyRow, UserRow } from "../store/rows.ts";
import { type Answer, refusal } from "./answer.ts";
import type { Access, Resource } from "./call.ts";

export interface Caller {
  readonly key: KeyRow;
  readonly user: UserRow;
}

const UNAUTHENTICATED = refusal(401, "AuthenticationException", "Unauthenticated.");

/** Who calls, by the bearer token; or the answer to somebody who is not known or calls from elsewhere than allowed. */
export function authenticate(
  store: PanelStore,
  authorization: string | undefined,
  address: string,
  now: number,
): Caller | Answer {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];
  const key = token === undefined ? undefined : store.keys.where({ token })[0];
  if (!key || (key.expires_at !== null && key.expires_at <= now)) return UNAUTHENTICATED;
  const allowed = JSON.parse(key.allowed_ips) as string[];
  if (allowed.length > 0 && !allowed.includes(address)) {
    const detail = `This IP address (${address}) does not have permission to access the API using these credentials.`;
    return refusal(403, "AccessDeniedHttpException", detail);
  }
  return { key, user: store.users.get(key.user_id)! };
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
  const acl = JSON.parse(key.acl) as Partial<Record<Resource, number>>;
  return (resource, access) => key.kind === "client" || ((acl[resource] ?? 0) & BIT[access]) !== 0;
}

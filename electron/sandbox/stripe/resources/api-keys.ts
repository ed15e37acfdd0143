import { randomBytes } from "node:crypto";
import { digestOf, maskedKey } from "../http/authenticate.ts";
import { RESOURCE_NAMES } from "../http/permissions.ts";
import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { newId } from "../ids.ts";
import type { Access, ApiKey } from "../store/api-keys.ts";
import type { Fields } from "../wire/fields.ts";
import { noSuch, refused } from "../wire/stripe-refusal.ts";

const PATH = "/sandbox/keys";

/** Not Stripe's: what one does with API keys in its dashboard. */
export const apiKeyRoutes: readonly Route[] = [
  { method: "GET", path: PATH, run: ({ work }) => reply({ object: "list", data: work.apiKeys.list().map(shown) }) },
  { method: "POST", path: PATH, run: declare },
  { method: "POST", path: `${PATH}/:id/expire`, run: expire },
  { method: "DELETE", path: `${PATH}/:id`, run: remove },
];

/**
 * Declares a key beside the account's own: `rk_test_…` with `permissions[resource]` (read or write; what is not named it
 * may not do), or without any a second secret key. `key` gives its text, else one is made. The one answer that holds it.
 */
function declare({ work, fields }: Call): Reply {
  fields.allow("key", "name", "permissions");
  const permissions = readPermissions(fields);
  const key = fields.text("key") ?? `${permissions ? "rk" : "sk"}_test_${randomBytes(36).toString("hex")}`;
  if (!/^[rs]k_test_\w{16,}$/.test(key))
    throw refused("key", "A key of this sandbox begins with rk_test_ or sk_test_.");
  if (work.apiKeys.byDigest(digestOf(key))) throw refused("key", "This key is declared already.");
  const made: ApiKey = {
    id: newId("api_key"),
    digest: digestOf(key),
    hint: maskedKey(key),
    name: fields.text("name") ?? (permissions ? "Restricted key" : "Secret key"),
    permissions,
    expired: false,
    created: work.now,
  };
  work.apiKeys.add(made);
  return reply({ ...shown(made), key });
}

function readPermissions(fields: Fields): Record<string, Access> | null {
  if (!fields.has("permissions")) return null;
  const given = fields.group("permissions")?.allow(...RESOURCE_NAMES);
  const access = RESOURCE_NAMES.flatMap((name) => {
    const value = given?.oneOf(name, ["none", "read", "write"]);
    return value === undefined || value === "none" ? [] : [[name, value] as const];
  });
  return Object.fromEntries(access);
}

/** From now on the key is refused as expired. */
function expire(call: Call): Reply {
  const key = namedKey(call);
  call.work.apiKeys.expire(key.id);
  return reply(shown({ ...key, expired: true }));
}

function remove(call: Call): Reply {
  const { id } = namedKey(call);
  call.work.apiKeys.remove(id);
  return reply({ id, object: "sandbox.key", deleted: true });
}

function namedKey({ work, id }: Call): ApiKey {
  const key = work.apiKeys.find(id);
  if (!key) throw noSuch("key", id);
  return key;
}

const shown = ({ id, hint, name, permissions, expired, created }: ApiKey) => ({
  object: "sandbox.key",
  id,
  hint,
  name,
  permissions,
  expired,
  created,
});

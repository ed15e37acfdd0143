import { displayed, NO_CONTENT } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { listPage, partial } from "../http/list-page.ts";
import { nothing, type Route, route, rowOf } from "../http/route.ts";
import { refusedBy } from "../http/validated.ts";
import { renderItem } from "../shapes/render.ts";
import { fold, foldOrNull } from "../store/fold.ts";
import type { UserRow } from "../store/rows.ts";

const QUERIES = {
  filters: { email: partial, uuid: partial, username: partial, external_id: partial },
  sorts: ["id", "uuid"],
};

interface UserBody {
  readonly external_id?: string | null;
  readonly email: string;
  readonly username: string | number;
  /** Pelican's users have none. */
  readonly first_name?: string;
  readonly last_name?: string;
  readonly language?: string;
  readonly root_admin?: boolean | number | string;
}

const columnsOf = (body: UserBody) => ({
  username: String(body.username).toLowerCase(),
  username_fold: fold(String(body.username)),
  email: body.email,
  email_fold: fold(body.email),
  first_name: body.first_name ?? "",
  last_name: body.last_name ?? "",
});
const externalOf = (externalId: string | null) => ({ external_id: externalId, external_fold: foldOrNull(externalId) });
const isTrue = (value: unknown) => [true, 1, "1"].includes(value as never);

export const userRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/users",
    needs: ["users", "read"],
    bind: nothing,
    answer: (call) => listPage(call, { shape: "user", table: call.store.users, queries: QUERIES }),
  }),
  route({
    method: "GET",
    path: "/users/{user}",
    needs: ["users", "read"],
    bind: ({ store }, { user }) => rowOf(store.users, user),
    answer: (call, user) => ({ status: 200, body: renderItem(call, "user", user) }),
  }),
  route({
    method: "GET",
    path: "/users/external/{external}",
    needs: ["users", "read"],
    bind: ({ store }, { external }) => store.users.where({ external_fold: fold(external ?? "") })[0],
    answer: (call, user) => ({ status: 200, body: renderItem(call, "user", user) }),
  }),
  route({ method: "POST", path: "/users", needs: ["users", "write"], bind: nothing, answer: createUser }),
  route({
    method: "PATCH",
    path: "/users/{user}",
    needs: ["users", "write"],
    bind: ({ store }, { user }) => rowOf(store.users, user),
    answer: updateUser,
  }),
  route({
    method: "DELETE",
    path: "/users/{user}",
    needs: ["users", "write"],
    bind: ({ store }, { user }) => rowOf(store.users, user),
    answer: deleteUser,
  }),
];

function createUser(call: Call) {
  const refused = refusedBy(call.store, call.body, call.dialect.rules.saveUser);
  if (refused) return refused;
  const body = call.body as UserBody;
  const user = call.store.users.insert({
    ...columnsOf(body),
    ...externalOf(body.external_id ?? null),
    uuid: crypto.randomUUID(),
    language: body.language ?? "en",
    root_admin: isTrue(body.root_admin) ? 1 : 0,
    created_at: call.now(),
    updated_at: call.now(),
  });
  const resource = `${call.origin}/api/application/users/${user.id}`;
  return { status: 201, body: { ...renderItem(call, "user", user), meta: { resource } } };
}

/** An external id that is not mentioned stays; null clears it. */
function updateUser(call: Call, user: UserRow) {
  const refused = refusedBy(call.store, call.body, call.dialect.rules.saveUser, user.id);
  if (refused) return refused;
  const body = call.body as UserBody;
  const updated = call.store.users.update(user.id, {
    ...columnsOf(body),
    ...(body.external_id === undefined ? {} : externalOf(body.external_id)),
    ...(body.language === undefined ? {} : { language: body.language }),
    ...(body.root_admin === undefined ? {} : { root_admin: isTrue(body.root_admin) ? 1 : 0 }),
    updated_at: call.now(),
  });
  return { status: 200, body: renderItem(call, "user", updated) };
}

function deleteUser({ store }: Call, user: UserRow) {
  if (store.servers.where({ owner_id: user.id }).length > 0)
    return displayed(
      "Cannot delete a user with active servers attached to their account. Please delete their servers before continuing.",
    );
  store.users.delete(user.id);
  return NO_CONTENT;
}

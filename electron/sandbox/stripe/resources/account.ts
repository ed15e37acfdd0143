import { reply, type Route } from "../http/route.ts";
import { newAccount } from "../shapes/account.ts";
import type { Account } from "../shapes/object-types.ts";
import type { Work } from "../work.ts";

export const accountRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/account",
    run: ({ work, fields }) => {
      fields.allow("expand");
      return reply(theAccount(work));
    },
  },
];

/** The account of this world, made when it is first asked for. */
export function theAccount(work: Work): Account {
  const [found] = work.objects.list("account", { limit: 1 }).data;
  if (found) return found;
  const account = newAccount(work.now);
  work.objects.insert(account, work.now);
  return account;
}

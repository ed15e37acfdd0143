import { nothing, type Route, route, rowOf } from "../http/route.ts";
import { renderItem, renderList } from "../shapes/render.ts";

/** Pelican's eggs stand by themselves, in no nest. The list has no pages. */
export const eggRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/eggs",
    needs: ["eggs", "read"],
    bind: nothing,
    answer: (call) => {
      const eggs = call.store.eggs.select("ORDER BY id");
      return { status: 200, body: { object: "list", data: renderList(call, "egg", eggs) } };
    },
  }),
  route({
    method: "GET",
    path: "/eggs/{egg}",
    needs: ["eggs", "read"],
    bind: ({ store }, { egg }) => rowOf(store.eggs, egg),
    answer: (call, egg) => ({ status: 200, body: renderItem(call, "egg", egg) }),
  }),
];

import { listPage } from "../http/list-page.ts";
import { nothing, type Route, route, rowOf } from "../http/route.ts";
import { renderItem, renderList } from "../shapes/render.ts";

/** Nests and their eggs can be read, nothing more. A list of eggs has no pages. */
export const nestRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/nests",
    needs: ["nests", "read"],
    bind: nothing,
    answer: (call) => listPage(call, { shape: "nest", table: call.store.nests }),
  }),
  route({
    method: "GET",
    path: "/nests/{nest}",
    needs: ["nests", "read"],
    bind: ({ store }, { nest }) => rowOf(store.nests, nest),
    answer: (call, nest) => ({ status: 200, body: renderItem(call, "nest", nest) }),
  }),
  route({
    method: "GET",
    path: "/nests/{nest}/eggs",
    needs: ["eggs", "read"],
    bind: ({ store }, { nest }) => rowOf(store.nests, nest),
    answer: (call, nest) => {
      const eggs = call.store.eggs.where({ nest_id: nest.id });
      return { status: 200, body: { object: "list", data: renderList(call, "egg", eggs) } };
    },
  }),
  route({
    method: "GET",
    path: "/nests/{nest}/eggs/{egg}",
    needs: ["eggs", "read"],
    bind: ({ store }, { nest, egg }) => {
      const found = rowOf(store.eggs, egg);
      return found?.nest_id === rowOf(store.nests, nest)?.id ? found : null;
    },
    answer: (call, egg) => ({ status: 200, body: renderItem(call, "egg", egg) }),
  }),
];

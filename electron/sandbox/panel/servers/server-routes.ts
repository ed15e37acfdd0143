import { type Answer, NOT_FOUND } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { listPage } from "../http/list-page.ts";
import { type Method, nothing, type Params, type Route, route, rowOf } from "../http/route.ts";
import { refusedBy } from "../http/validated.ts";
import { CREATE_DATABASE } from "../rules/request-rules.ts";
import { renderItem } from "../shapes/render.ts";
import { fold } from "../store/fold.ts";
import type { ServerRow } from "../store/rows.ts";
import { deleteServer, reinstallServer, suspendServer, unsuspendServer } from "./act-on-server.ts";
import { changeBuild, changeDetails, changeStartup } from "./change-server.ts";
import { createServer } from "./create-server.ts";

const byId = ({ store }: Call, { server }: Params) => rowOf(store.servers, server);
const show = (call: Call, server: ServerRow): Answer => ({ status: 200, body: renderItem(call, "server", server) });
const onServer = (
  method: Method,
  path: string,
  answer: (call: Call, server: ServerRow) => Answer | Promise<Answer>,
): Route =>
  route({
    method,
    path: `/servers/{server}${path}`,
    needs: ["servers", method === "GET" ? "read" : "write"],
    bind: byId,
    answer,
  });

export const serverRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/servers",
    needs: ["servers", "read"],
    bind: nothing,
    answer: (call) => {
      const queries = { filters: call.dialect.serverFilters, sorts: ["id", "uuid"] };
      return listPage(call, { shape: "server", table: call.store.servers, queries });
    },
  }),
  route({ method: "POST", path: "/servers", needs: ["servers", "write"], bind: nothing, answer: createServer }),
  onServer("GET", "", show),
  route({
    method: "GET",
    path: "/servers/external/{external}",
    needs: ["servers", "read"],
    bind: ({ store }, { external }) => store.servers.where({ external_fold: fold(external ?? "") })[0],
    answer: show,
  }),
  onServer("PATCH", "/details", changeDetails),
  onServer("PATCH", "/build", changeBuild),
  onServer("PATCH", "/startup", changeStartup),
  onServer("POST", "/suspend", suspendServer),
  onServer("POST", "/unsuspend", unsuspendServer),
  onServer("POST", "/reinstall", reinstallServer),
  onServer("DELETE", "", (call, server) => deleteServer(call, server, false)),
  onServer("DELETE", "/force", (call, server) => deleteServer(call, server, true)),
  ...databaseRoutes(),
];

/** This panel has no database host, so no database can be made and none is there. */
function databaseRoutes(): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/servers/{server}/databases",
      needs: ["server_databases", "read"],
      bind: byId,
      answer: () => ({ status: 200, body: { object: "list", data: [] } }),
    }),
    route({
      method: "POST",
      path: "/servers/{server}/databases",
      needs: ["server_databases", "write"],
      bind: byId,
      answer: (call) => refusedBy(call.store, call.body, CREATE_DATABASE) ?? NOT_FOUND,
    }),
  ];
}

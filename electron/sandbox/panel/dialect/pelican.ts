import type { DaemonFailure } from "../daemon/daemon.ts";
import { type Answer, uncaught } from "../http/answer.ts";
import { partial } from "../http/list-page.ts";
import { eggRoutes } from "../resources/eggs.ts";
import { hasRoom } from "../servers/find-place.ts";
import { tagsOf } from "../store/rows.ts";
import type { PanelDialect } from "./panel-dialect.ts";
import { CREATE_PELICAN_SERVER, SAVE_PELICAN_NODE, SAVE_PELICAN_USER } from "./pelican-rules.ts";
import { PELICAN_SHAPES } from "./pelican-shapes.ts";

/** Only silence and the daemon's 5xx reach the panel as exceptions, uncaught ones; a 4xx of the daemon nobody looks at. */
function answerFor(failure: DaemonFailure): Answer | null {
  if (failure.kind === "unreachable") return uncaught("ConnectionException");
  return failure.status >= 500 ? uncaught("RequestException") : null;
}

/** The fork, as its source has it: no locations, no nests, tags on nodes, users without names. */
export const PELICAN: PanelDialect = {
  kind: "pelican",
  requestsAMinute: 256,
  routes: eggRoutes,
  serverFilters: {
    uuid: partial,
    uuid_short: (_column, value) => partial("uuidShort", value),
    name: partial,
    description: partial,
    image: partial,
    external_id: partial,
  },
  shapes: PELICAN_SHAPES,
  rules: { createServer: CREATE_PELICAN_SERVER, saveUser: SAVE_PELICAN_USER, saveNode: SAVE_PELICAN_NODE },
  // Any of the tags is enough; a size of 0 and an over-allocation of −1 are no limit.
  viableNodes: (store, { tags }, need) =>
    store.nodes
      .where({ public: 1 })
      .filter((node) => tags.length === 0 || tagsOf(node).some((tag) => tags.includes(tag)))
      .filter((node) =>
        hasRoom(store, node, need, (size, over) => (size > 0 && over >= 0 ? size * (1 + over / 100) : Infinity)),
      ),
  withoutPorts: "none",
  answerFor,
  takesBack: ({ kind }) => kind === "unreachable",
};

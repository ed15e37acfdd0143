import type { DaemonFailure } from "../daemon/daemon.ts";
import { type Answer, refusal } from "../http/answer.ts";
import { partial } from "../http/list-page.ts";
import { locationRoutes } from "../resources/locations.ts";
import { nestRoutes } from "../resources/nests.ts";
import { CREATE_SERVER, SAVE_NODE, SAVE_USER } from "../rules/request-rules.ts";
import { hasRoom } from "../servers/find-place.ts";
import { eggShape, eggVariableShape, nestShape, serverVariableShape } from "../shapes/eggs.ts";
import { allocationShape, locationShape, nodeShape } from "../shapes/places.ts";
import { serverShape, userShape } from "../shapes/servers.ts";
import type { PanelDialect } from "./panel-dialect.ts";

const CODE = "DaemonConnectionException";

/** The daemon's own 4xx goes on under its status, so only the code tells it from the panel's. */
function answerFor(failure: DaemonFailure, requestId: string): Answer {
  if (failure.kind === "unreachable")
    return refusal(504, CODE, "Could not establish a connection to the machine running this server. Please try again.");
  if (failure.status >= 500)
    return refusal(
      failure.status,
      CODE,
      `There was an error while communicating with the machine running this server. This error has been logged, please try again. (code: ${failure.status}) (request_id: ${requestId})`,
    );
  return refusal(
    failure.status,
    CODE,
    `An error occurred on the remote host: ${failure.says}. (request id: ${requestId})`,
  );
}

/** The panel that was recorded. */
export const PTERODACTYL: PanelDialect = {
  kind: "pterodactyl",
  requestsAMinute: 240,
  routes: [...locationRoutes, ...nestRoutes],
  serverFilters: {
    uuid: partial,
    uuidShort: partial,
    name: partial,
    description: partial,
    image: partial,
    external_id: partial,
  },
  shapes: {
    server: serverShape,
    user: userShape,
    node: nodeShape,
    location: locationShape,
    allocation: allocationShape,
    nest: nestShape,
    egg: eggShape,
    egg_variable: eggVariableShape,
    server_variable: serverVariableShape,
    database: { attributes: () => ({}), includes: {} },
  },
  rules: { createServer: CREATE_SERVER, saveUser: SAVE_USER, saveNode: SAVE_NODE },
  // Maintenance does not exclude a node, and an over-allocation of −1 is minus one percent, not "no limit".
  viableNodes: (store, { locations }, need) =>
    store.nodes
      .where({ public: 1 })
      .filter((node) => locations.length === 0 || locations.includes(node.location_id))
      .filter((node) => hasRoom(store, node, need, (size, over) => size * (1 + over / 100))),
  withoutPorts: "any",
  answerFor,
  takesBack: () => true,
};

import { ok } from "../../../shared/kernel/result.ts";
import { PANEL_ACTS } from "./panel-acts.ts";
import { onTrail, type PanelCalls } from "./panel-calls.ts";
import type { NewPanelServer, NewPanelUser, Panel, PanelCall } from "./panel-port.ts";
import { ServerAnswer, UserAnswer } from "./panel-shapes.ts";
import { readServer, readUser } from "./read-answer.ts";

const API = "/api/application";

type Creates = Pick<Panel, "createUser" | "createServer" | "suspendServer" | "unsuspendServer">;

/** All that changes a panel. */
export function createThings(calls: PanelCalls): Creates {
  const oneAtATime = createQueue();
  return {
    createUser: (user) =>
      oneAtATime(() =>
        onTrail(async (trail) => {
          const made = await calls.create(PANEL_ACTS.createUser, `${API}/users`, userBody(user), UserAnswer, trail);
          return made.ok ? ok(readUser(made.value)) : made;
        }),
      ),
    createServer: (server) =>
      oneAtATime(() =>
        onTrail(async (trail) => {
          const path = `${API}/servers?include=user,allocations`;
          const made = await calls.create(PANEL_ACTS.createServer, path, serverBody(server), ServerAnswer, trail);
          return made.ok ? ok(readServer(made.value)) : made;
        }),
      ),
    suspendServer: (id) =>
      onTrail((trail) => calls.change(PANEL_ACTS.suspendServer, `${API}/servers/${id}/suspend`, trail)),
    unsuspendServer: (id) =>
      onTrail((trail) => calls.change(PANEL_ACTS.unsuspendServer, `${API}/servers/${id}/unsuspend`, trail)),
  };
}

/** Runs what it is given one after another, in the order given; no run throws, so none can block the next. */
function createQueue(): <T>(run: () => Promise<PanelCall<T>>) => Promise<PanelCall<T>> {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const next = last.then(run);
    last = next.catch(() => undefined);
    return next;
  };
}

const userBody = (user: NewPanelUser) => ({
  external_id: user.externalId,
  email: user.email,
  username: user.username,
  first_name: user.firstName,
  last_name: user.lastName,
});

/** Exactly one of `allocation` and `deploy`: where both are sent, the panel ignores the allocation. */
const serverBody = (server: NewPanelServer) => ({
  external_id: server.externalId,
  name: server.name,
  user: server.userId,
  egg: server.eggId,
  docker_image: server.dockerImage,
  startup: server.startup,
  environment: server.environment,
  limits: server.limits,
  feature_limits: server.featureLimits,
  ...(server.place.kind === "allocation"
    ? { allocation: { default: server.place.allocationId } }
    : { deploy: { locations: server.place.locationIds, dedicated_ip: false, port_range: [] } }),
  start_on_completion: true,
  skip_scripts: false,
});

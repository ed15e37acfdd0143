import { type Answer, onTrail, type PanelCalls } from "./panel-calls.ts";
import type { PanelDialect } from "./panel-dialect.ts";
import type { Panel, PanelCall, PanelServer } from "./panel-port.ts";

const API = "/api/application";

type Creates = Pick<Panel, "createUser" | "createServer" | "suspendServer" | "unsuspendServer">;

/** All that changes a panel. Creates run one at a time: identical ones at once end in the panel's database errors. */
export function createThings(calls: PanelCalls, dialect: PanelDialect, panel: Pick<Panel, "listNodes">): Creates {
  const { acts } = dialect;
  const oneAtATime = createQueue();
  return {
    createUser: (user) =>
      oneAtATime(() =>
        onTrail((trail) => calls.create(acts.createUser, `${API}/users`, dialect.userBody(user), dialect.user, trail)),
      ),
    createServer: (server) =>
      oneAtATime(() =>
        onTrail(async (trail): Promise<Answer<PanelServer>> => {
          const body = await dialect.serverBody(server, panel, trail);
          if (!body.ok) return body;
          const path = `${API}/servers?include=user,allocations`;
          return calls.create(acts.createServer, path, body.value, dialect.server, trail);
        }),
      ),
    suspendServer: (id) => onTrail((trail) => calls.change(acts.suspendServer, `${API}/servers/${id}/suspend`, trail)),
    unsuspendServer: (id) =>
      onTrail((trail) => calls.change(acts.unsuspendServer, `${API}/servers/${id}/unsuspend`, trail)),
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

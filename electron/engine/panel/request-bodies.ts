import type { NewPanelServer, NewPanelUser } from "./panel-port.ts";

/** What every kind of panel wants to know of a new customer. */
export const plainUserBody = (user: NewPanelUser) => ({
  external_id: user.externalId,
  email: user.email,
  username: user.username,
});

/** What every kind of panel wants to know of a new server, but for its place. */
export const plainServerBody = (server: NewPanelServer) => ({
  external_id: server.externalId,
  name: server.name,
  user: server.userId,
  egg: server.eggId,
  docker_image: server.dockerImage,
  startup: server.startup,
  environment: server.environment,
  limits: server.limits,
  feature_limits: server.featureLimits,
  start_on_completion: true,
  skip_scripts: false,
});

/** A deploy that names no place is one on any node, which no region means. */
export const nowhere = (field: string, what: string): string =>
  `The order's region names no ${what}, and this kind of panel finds a node by them. Add ${field} to the region in the catalog, or let it place by nodes.`;

import { os } from "./implementer.ts";

const { forward } = os;

export const forwardRouter = {
  status: forward.status.handler(({ context: { deps } }) => deps.forward.status()),
  start: forward.start.handler(({ context: { deps, operator } }) => deps.forward.start(operator)),
  stop: forward.stop.handler(({ context: { deps, operator } }) => deps.forward.stop(operator)),
  restart: forward.restart.handler(({ context: { deps, operator } }) => deps.forward.restart(operator)),
};

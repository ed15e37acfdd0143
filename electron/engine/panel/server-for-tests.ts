import type { PanelServer } from "./panel-port.ts";

/** A server that runs normally, as the panel tells it; `patch` says what is different. */
export const aPanelServer = (patch: Partial<PanelServer> = {}): PanelServer => ({
  id: 42,
  externalId: "ord_1",
  uuid: "a1b2c3d4-0000-4000-8000-000000000000",
  identifier: "a1b2c3d4",
  name: "survival",
  status: null,
  suspended: false,
  userId: 7,
  userEmail: "mara@x.test",
  nodeId: 1,
  allocationId: 9,
  eggId: 5,
  memoryMb: 8_192,
  diskMb: 40_960,
  cpuPercent: 200,
  address: "198.51.100.20:25565",
  ...patch,
});

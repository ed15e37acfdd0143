import { expect, test } from "vitest";
import type { ServerBuild } from "../orders/server-build.ts";
import type { PanelServer } from "../panel/panel-port.ts";
import { aPanelServer } from "../panel/server-for-tests.ts";
import { contradictionOf } from "./contradiction.ts";

const build: ServerBuild = {
  eggId: 5,
  memoryMb: 8_192,
  diskMb: 40_960,
  cpuPercent: 200,
  nestId: 1,
  dockerImage: null,
  startup: null,
  environment: {},
  swapMb: 0,
  ioWeight: 500,
  databases: 0,
  backups: 0,
  allocations: 1,
};
const server = (patch: Partial<PanelServer> = {}) => aPanelServer({ userEmail: "eve@x.test", ...patch });

test("a server that was found as it was sold is the order's", () => {
  expect(contradictionOf(server(), build, null)).toBeNull();
});

test.each([
  [{}, "mara@x.test", "belongs to eve@x.test, not to mara@x.test"],
  [{ userEmail: null }, "mara@x.test", "belongs to panel user 7, not to mara@x.test"],
  [{ eggId: 6 }, null, "has egg 6 where 5 was sold"],
  [{ memoryMb: 1_024 }, null, "has memory 1024 MiB where 8192 MiB was sold"],
  [{ diskMb: 1 }, null, "has disk 1 MiB where 40960 MiB was sold"],
  [{ cpuPercent: 50 }, null, "has CPU 50 % where 200 % was sold"],
  [{ diskMb: 1, cpuPercent: 50 }, null, "has disk 1 MiB where 40960 MiB was sold, has CPU 50 % where 200 % was sold"],
])("a server that carries the order's id and has %o is left alone, for %o", (has, stranger, says) => {
  expect(contradictionOf(server(has), build, stranger)).toBe(
    `Server 42 on the panel carries this order's id, but ${says}. It was left as it is; correct it on the panel, then retry.`,
  );
});

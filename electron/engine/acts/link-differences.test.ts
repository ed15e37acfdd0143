import { expect, test } from "vitest";
import type { Order } from "../orders/order-repository.ts";
import type { PanelServer } from "../panel/panel-port.ts";
import { aPanelServer } from "../panel/server-for-tests.ts";
import { anOrder } from "../trace/facts-for-tests.ts";
import { linkDifferences } from "./link-differences.ts";

const build = { eggId: 5, memoryMb: 8_192, diskMb: 40_960, cpuPercent: 200 };
const order = (patch: Partial<Order> = {}) =>
  anOrder({ id: "ord_1", customer_email: "Mara@example.se", build: JSON.stringify(build), ...patch });
const server = (patch: Partial<PanelServer> = {}) =>
  aPanelServer({ externalId: null, userEmail: "mara@EXAMPLE.se", ...patch });

test.each([
  ["without an external id", server()],
  ["with this order's own", server({ externalId: "ord_1" })],
])("a server as sold, %s, differs in nothing, however its owner's address is written", (_name, found) => {
  expect(linkDifferences(found, order())).toBeNull();
});

test.each([
  [{ userEmail: "eve@x.test" }, {}, "it belongs to eve@x.test, not to mara@example.se"],
  [{ userEmail: null }, {}, "it belongs to panel user 7, not to mara@example.se"],
  [{ userEmail: null }, { customer_email: null }, "it belongs to panel user 7, not to user-7"],
  [{ externalId: "ord_2" }, {}, "its external id is ord_2"],
  [{ eggId: 6 }, {}, "it has egg 6 where 5 was sold"],
  [{ memoryMb: 4_096 }, {}, "it has memory 4096 MiB where 8192 MiB was sold"],
  [{ diskMb: 1 }, {}, "it has disk 1 MiB where 40960 MiB was sold"],
  [{ cpuPercent: 0 }, {}, "it has CPU 0 % where 200 % was sold"],
  [{ eggId: 6, cpuPercent: 0 }, {}, "it has egg 6 where 5 was sold, it has CPU 0 % where 200 % was sold"],
])("%o is told before it is linked", (has, sold, says) => {
  expect(linkDifferences(server(has), order(sold))).toBe(`Server 42 is not what was sold: ${says}.`);
});

import { expect, test } from "vitest";
import type { PanelSwitches } from "../../electron/sandbox/panel/switches/panel-switches.ts";
import {
  buy,
  expectOneServer,
  expectOrder,
  type FaultyShop,
  hasFailed,
  openFaultyShop,
  serversOnPanel,
} from "./panel-faults/faulty-shop.ts";

test.each<[string, PanelSwitches, string, RegExp]>([
  [
    "does not know the key",
    { refuseKey: true },
    "PANEL_KEY_REFUSED",
    /^The panel does not know this API key\. Make a new Application API key and set it\.$/,
  ],
  [
    "lets it make no servers",
    { acl: { servers: 1 } },
    "PANEL_PERMISSION_MISSING",
    /may not write servers\. Give the key Read & Write on Servers \(r_servers\) in the panel under Application API\.$/,
  ],
  ["lets it see no servers", { acl: { servers: 0 } }, "PANEL_PERMISSION_MISSING", /Servers \(r_servers\)/],
  [
    "lets it see no users",
    { acl: { users: 0 } },
    "PANEL_PERMISSION_MISSING",
    /may not read users\. Give the key Read on Users \(r_users\)/,
  ],
  [
    "lets it make no users",
    { acl: { users: 1 } },
    "PANEL_PERMISSION_MISSING",
    /may not write users\. Give the key Read & Write on Users \(r_users\)/,
  ],
  ["lets it see no nodes", { acl: { nodes: 0 } }, "PANEL_PERMISSION_MISSING", /Read on Nodes \(r_nodes\)/],
  [
    "lets it see no ports",
    { acl: { allocations: 0 } },
    "PANEL_PERMISSION_MISSING",
    /Give the key Read on Allocations \(r_allocations\)/,
  ],
  ["lets it see no eggs", { acl: { eggs: 0 } }, "PANEL_PERMISSION_MISSING", /Give the key Read on Eggs \(r_eggs\)/],
])(
  "a panel that %s makes the order an error that says what to set, and once that is done there is one server",
  async (_what, switches, code, says) => {
    const shop = await openFaultyShop();
    const orderId = await buy(shop, () => shop.panel(switches));
    await expectOrder(shop, orderId, { ...hasFailed, error_code: code }, says);
    expect(serversOnPanel(shop)).toEqual([]);
    await shop.heal();
    await expectOneServer(shop, orderId);
  },
);

/** What an administrator does in the panel's own pages, while no API key could. */
const change = (shop: FaultyShop, sql: string) => async () => void shop.panelDb.exec(sql);
const CENTRAL = "node_id IN (3, 4)";
const EU_WEST = { region: "eu-west" }; // the panel chooses itself there

test.each<[string, string, string, string, RegExp]>([
  [
    "every node in maintenance",
    "UPDATE nodes SET maintenance_mode = 1 WHERE id IN (3, 4)",
    "UPDATE nodes SET maintenance_mode = 0",
    "NO_CAPACITY",
    /^No node of US Central has room: chi-1 is in maintenance; chi-2 is in maintenance\.$/,
  ],
  [
    "no memory left",
    "UPDATE nodes SET memory = 1024 WHERE id IN (3, 4)",
    "UPDATE nodes SET memory = 131072",
    "NO_CAPACITY",
    /chi-1 has 1 GB of memory free, 4 GB is needed; chi-2 has 1 GB of memory free, 4 GB is needed\.$/,
  ],
  [
    "no port left",
    `DELETE FROM allocations WHERE ${CENTRAL}`,
    "INSERT INTO allocations (node_id, ip, port) VALUES (4, '198.51.100.4', 25565)",
    "NO_CAPACITY",
    /chi-1 has no free port; chi-2 has no free port\.$/,
  ],
  [
    "a variable of the egg without a value",
    "UPDATE egg_variables SET default_value = '' WHERE env_variable = 'BUILD_NUMBER'",
    "UPDATE egg_variables SET default_value = 'latest' WHERE env_variable = 'BUILD_NUMBER'",
    "PANEL_VALIDATION",
    /^The panel refused the create: BUILD_NUMBER is required\.$/,
  ],
])(
  "%s makes the order an error that says what is lacking, and once it is there, there is one server",
  async (_what, breaks, mends, code, says) => {
    const shop = await openFaultyShop();
    const orderId = await buy(shop, change(shop, breaks));
    await expectOrder(shop, orderId, { ...hasFailed, error_code: code }, says);
    expect(serversOnPanel(shop)).toEqual([]);
    await change(shop, mends)();
    await expectOneServer(shop, orderId);
  },
);

test.each<[string, string, string, string, RegExp]>([
  [
    "no node that is large enough",
    "UPDATE nodes SET memory = 1024 WHERE id = 5",
    "UPDATE nodes SET memory = 262144 WHERE id = 5",
    "PANEL_NO_NODE",
    /^The panel found no node for this server: no public node of the region has the memory and disk free\. Add room or a node\.$/,
  ],
  [
    "a node, but no port on it",
    "DELETE FROM allocations WHERE node_id = 5",
    "INSERT INTO allocations (node_id, ip, port) VALUES (5, '198.51.100.5', 25565)",
    "PANEL_NO_ALLOCATION",
    /^The panel found a node but no free port on it\. Add allocations to the node\.$/,
  ],
])(
  "a panel that chooses itself and finds %s makes the order an error, and heals",
  async (_what, breaks, mends, code, says) => {
    const shop = await openFaultyShop();
    const orderId = await buy(shop, change(shop, breaks), EU_WEST);
    await expectOrder(shop, orderId, { ...hasFailed, error_code: code }, says);
    expect(serversOnPanel(shop)).toEqual([]);
    await change(shop, mends)();
    await expectOneServer(shop, orderId);
  },
);

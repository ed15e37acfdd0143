import { html } from "hono/html";
import { environmentOf } from "../shapes/servers.ts";
import type { PanelStore } from "../store/open-panel-store.ts";
import type { AllocationRow, ServerRow } from "../store/rows.ts";
import { type Html, page } from "./page.ts";

const STATES: Readonly<Record<string, readonly [word: string, look: string]>> = {
  installing: ["Installing", "waiting"],
  install_failed: ["Install failed", "bad"],
  reinstall_failed: ["Reinstall failed", "bad"],
  suspended: ["Suspended", "bad"],
  restoring_backup: ["Restoring a backup", "waiting"],
};

function stateOf({ status, power }: ServerRow): Html {
  const [word, look] = STATES[status ?? ""] ?? (power === "running" ? ["Running", "running"] : ["Stopped", "stopped"]);
  return html`<span class="state ${look}">${word}</span>`;
}

const mainOf = (store: PanelStore, { allocation_id }: ServerRow) =>
  allocation_id === null ? undefined : store.allocations.get(allocation_id);
const addressOf = (row: AllocationRow | undefined) => (row ? `${row.ip_alias ?? row.ip}:${row.port}` : "none");
const gib = (mib: number) => (mib === 0 ? "unlimited" : `${Number((mib / 1024).toFixed(1))} GiB`);

/** Every server of the panel, newest first. */
export function serverListPage(store: PanelStore): Html {
  const servers = store.servers.select("ORDER BY id DESC LIMIT 500");
  if (servers.length === 0)
    return page(
      "Servers",
      html`<h1>Servers</h1>
        <p class="empty">No server yet. One appears here when an order is provisioned.</p>`,
    );
  const rows = servers.map(
    (server) =>
      html`<tr>
        <td><a href="/server/${server.uuidShort}">${server.name}</a></td>
        <td>${stateOf(server)}</td>
        <td>${store.users.get(server.owner_id)?.email}</td>
        <td>${store.nodes.get(server.node_id)?.name}</td>
        <td><code>${addressOf(mainOf(store, server))}</code></td>
        <td>${gib(server.memory)}</td>
      </tr>`,
  );
  const heads = ["Server", "State", "Owner", "Node", "Address", "Memory"].map(
    (head) => html`<th scope="col">${head}</th>`,
  );
  return page(
    "Servers",
    html`<h1>Servers</h1>
      <table>
        <thead>
          <tr>
            ${heads}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>`,
  );
}

/** One server: what was ordered, where it stands, what its process is given. */
export function serverPage(store: PanelStore, server: ServerRow): Html {
  const facts: readonly (readonly [string, unknown])[] = [
    ["State", stateOf(server)],
    ["Address", html`<code>${addressOf(mainOf(store, server))}</code>`],
    ["Owner", store.users.get(server.owner_id)?.email],
    ["External id", html`<code>${server.external_id ?? "none"}</code>`],
    ["Number and identifier", html`<code>${server.id} · ${server.uuidShort}</code>`],
    ["Node", store.nodes.get(server.node_id)?.name],
    ["Egg", store.eggs.get(server.egg_id)?.name],
    [
      "Memory, disk, CPU",
      `${gib(server.memory)}, ${gib(server.disk)}, ${server.cpu === 0 ? "unlimited" : `${server.cpu} %`}`,
    ],
    ["Image", html`<code>${server.image}</code>`],
    ["Created", new Date(server.created_at).toISOString()],
  ];
  const list = facts.map(
    ([name, value]) =>
      html`<dt>${name}</dt>
        <dd>${value}</dd>`,
  );
  const variables = Object.entries(environmentOf(server, store)).map(
    ([name, value]) =>
      html`<tr>
        <td><code>${name}</code></td>
        <td><code>${/PASS|TOKEN|SECRET/.test(name) ? "•••" : value}</code></td>
      </tr>`,
  );
  return page(
    server.name,
    html`<h1>${server.name}</h1>
      <dl>${list}</dl>
      <table>
        <thead>
          <tr>
            <th scope="col">Variable</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          ${variables}
        </tbody>
      </table>`,
  );
}

/** Where a browser without a session lands. */
export const loginPage = (): Html =>
  page(
    "Log in",
    html`<h1>Log in</h1>
      <p>
        The sandbox's panel has no accounts to log in with. Its <a href="/">servers</a> can be looked at as they are.
      </p>`,
  );

export const missingPage = (): Html =>
  page(
    "Not found",
    html`<h1>Not found</h1>
      <p>There is no such page here. <a href="/">All servers</a></p>`,
  );

import type { AskedPanel, PanelFaults } from "../../panel/faults.ts";
import { refusal } from "../../panel/http/answer.ts";
import { fold } from "../../panel/store/fold.ts";
import type { PanelStore } from "../../panel/store/open-panel-store.ts";
import type { PanelRequestFault, RuleOf } from "../scenario.ts";
import { laysHandOn } from "./hands.ts";
import type { LabTime } from "./lab-time.ts";
import type { RunningRules } from "./running-rules.ts";
import { freePorts, plantServer, plantUser } from "./strangers.ts";

/** What the running scenarios do to the panel: to its API, its daemons, its installs, and by people's hands. */
export function panelFaultsOf(
  rules: RunningRules,
  time: LabTime,
  store: () => PanelStore | undefined,
  onServerRuns: (serverId: number) => void,
): PanelFaults {
  return {
    answers(asked) {
      const faults = rules.hitting("panel_request", (rule) => fits(rule, asked)).map(({ rule }) => rule.does);
      for (const fault of faults) if (fault.kind === "plant") plant(store()!, fault.what, asked, time.now());
      const instead = faults.find((fault) => fault.kind === "answer")?.answer;
      return instead ? refusal(instead.status, instead.code, instead.detail, instead.headers) : null;
    },
    daemon: (_node, act) => rules.hitting("daemon", ({ acts }) => acts.includes(act))[0]?.rule.does,
    install: () => rules.hitting("install", () => true)[0]?.rule.ends,
    serverRuns(serverId) {
      onServerRuns(serverId);
      for (const { rule } of rules.hitting("server_runs", () => true))
        time.later(rule.afterMs, () => laysHandOn(store()!, serverId, rule.hand, time.now()));
    },
  };
}

const fits = (rule: RuleOf<"panel_request">, { method, url }: AskedPanel): boolean =>
  (rule.methods?.includes(method) ?? true) && rule.path.test(url.pathname);

type Planted = Extract<PanelRequestFault, { readonly kind: "plant" }>["what"];

/** Plants what the request is about to ask for; a body that says nothing of it plants nothing. */
function plant(store: PanelStore, what: Planted, { text }: AskedPanel, now: number): void {
  const body = readBody(text);
  if (what === "user_with_that_email" && typeof body["email"] === "string") plantUser(store, body["email"], now);
  const externalId = body["external_id"];
  if (what !== "server_with_that_external_id" || typeof externalId !== "string") return;
  if (store.servers.where({ external_fold: fold(externalId) }).length > 0) return;
  const node = store.nodes.select("ORDER BY id").find((candidate) => freePorts(store, candidate).length > 0);
  if (!node) return;
  // The last port: the shop is about to ask for one of the first.
  const allocations = freePorts(store, node).slice(-1);
  plantServer(store, { node, allocations, description: "Made by hand", memory: 1024, externalId }, now);
}

function readBody(text: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

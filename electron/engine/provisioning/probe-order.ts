import { environmentOf } from "../catalog/egg-environment.ts";
import { brokenRule } from "../catalog/laravel-rules.ts";
import { findRegion } from "../catalog/read-catalog.ts";
import { roomOfNode } from "../mirror/mirrored-nodes.ts";
import { bestNode } from "../mirror/node-room.ts";
import type { Order } from "../orders/order-repository.ts";
import { readBuild, type ServerBuild } from "../orders/server-build.ts";
import type { Panel } from "../panel/panel-port.ts";
import type { Db } from "../store/open-store.ts";
import { chosenPort } from "./chosen-port.ts";
import { contradictionOf } from "./contradiction.ts";
import { externalIdOf } from "./panel-customer.ts";
import { editedBuild, readEdits, type StepEdits } from "./step-edits.ts";

/** Asks the panel whether failed orders would fare better now. Nodes are read once a round, eggs once each. Changes nothing. */
export class ProbeRound {
  readonly #db: Db;
  readonly #panel: Panel;
  readonly #eggs = new Map<number, ReturnType<Panel["getEgg"]>>();
  #nodes: ReturnType<Panel["listNodes"]> | undefined;

  constructor(db: Db, panel: Panel) {
    this.#db = db;
    this.#panel = panel;
  }

  /** True where every step that can be tried without making anything would pass. */
  async wouldPass(order: Order): Promise<boolean> {
    const edits = await readEdits(this.#db, order.id);
    const build = editedBuild(readBuild(order.build), edits);
    const { result: found } = await this.#panel.findServerByExternalId(order.id);
    if (!found.ok) return false;
    if (found.value) {
      const isWell = !found.value.suspended && (found.value.status === null || found.value.status === "installing");
      return isWell && contradictionOf(found.value, build, null) === null;
    }
    return (
      (await this.#hasCustomer(order, edits)) &&
      (await this.#eggFits(build)) &&
      (await this.#hasRoom(order, build, edits))
    );
  }

  async #hasCustomer(order: Order, { customer: chosen }: StepEdits): Promise<boolean> {
    const { result: user } = chosen
      ? await this.#panel.getUser(chosen.input.panelUserId)
      : await this.#panel.findUserByExternalId(externalIdOf(order.user_id));
    return user.ok && (user.value !== null || !chosen);
  }

  async #eggFits(build: ServerBuild): Promise<boolean> {
    const asking = this.#eggs.get(build.eggId) ?? this.#panel.getEgg(build.eggId, build.nestId);
    this.#eggs.set(build.eggId, asking);
    const { result: egg } = await asking;
    if (!egg.ok || !egg.value) return false;
    const environment = environmentOf(egg.value, build.environment);
    return egg.value.variables.every(({ name, rules }) => brokenRule(rules, environment[name] ?? "") === null);
  }

  async #hasRoom(order: Order, build: ServerBuild, { placement: chosen }: StepEdits): Promise<boolean> {
    this.#nodes ??= this.#panel.listNodes();
    const { result: nodes } = await this.#nodes;
    if (!nodes.ok) return false;
    if (chosen) return chosenPort(nodes.value, chosen.input).ok;
    const region = await findRegion(this.#db, order.region);
    return region !== undefined && bestNode(nodes.value.map(roomOfNode), region, build) !== undefined;
  }
}

import type { DaemonFailure } from "../daemon/daemon.ts";
import type { Answer } from "../http/answer.ts";
import type { Filter } from "../http/list-page.ts";
import type { Route } from "../http/route.ts";
import type { FieldRules } from "../rules/validate.ts";
import type { Need } from "../servers/find-place.ts";
import type { Shape, ShapeName, ShapeRows } from "../shapes/shape.ts";
import type { PanelStore } from "../store/open-panel-store.ts";
import type { NodeRow } from "../store/rows.ts";

/** Which panel the sandbox is. */
export type PanelKind = "pterodactyl" | "pelican";

export type Shapes = { readonly [K in ShapeName]: Shape<ShapeRows[K]> };

/** Where a deploy may go: Pterodactyl reads the locations, Pelican the tags. None named means anywhere. */
export interface DeployWish {
  readonly locations: readonly number[];
  readonly tags: readonly string[];
}

/** Where the two kinds of panel differ; all else is the same code for both. */
export interface PanelDialect {
  readonly kind: PanelKind;
  readonly requestsAMinute: number;
  /** Routes of the Application API beside those that both have. */
  readonly routes: readonly Route[];
  readonly serverFilters: Readonly<Record<string, Filter>>;
  readonly shapes: Shapes;
  readonly rules: Readonly<Record<"createServer" | "saveUser" | "saveNode", readonly FieldRules[]>>;
  viableNodes(store: PanelStore, wish: DeployWish, need: Need): NodeRow[];
  /** What a deploy that names no ports gets: any free one, or none and so no address. */
  readonly withoutPorts: "any" | "none";
  /** What the panel answers where its daemon failed; null where it takes the act for done. */
  answerFor(failure: DaemonFailure, requestId: string): Answer | null;
  /** Whether a create's row is taken back when the daemon failed so. */
  takesBack(failure: DaemonFailure): boolean;
}

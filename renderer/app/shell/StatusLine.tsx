import { useQuery } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import { IconCircleFilled, IconClockPlay, IconDatabase, IconShieldX, type TablerIcon } from "@tabler/icons-react";
import { useEffect } from "react";
import type { ForwardStatus } from "../../../shared/contract/forward.ts";
import type { SystemStatus } from "../../../shared/contract/system.ts";
import { clockTime } from "../../ui/moment.ts";
import { Keys } from "../../ui/Keys.tsx";
import { setEngineTime, useClock } from "../clock.ts";
import { rpc } from "../engine/rpc.ts";
import { useConsole } from "../store.ts";
import { type StatusItem, statusItems } from "./status-items.ts";

const LEADS: Readonly<Record<StatusItem["key"], Pick<LinkProps, "to" | "search">>> = {
  forward: { to: "/events" },
  webhooks: { to: "/events" },
  "catch-up": { to: "/events" },
  queue: { to: "/settings", search: { part: "queues" } },
  mirror: { to: "/servers" },
  panel: { to: "/servers" },
  stripe: { to: "/events" },
};
const GLYPHS: Partial<Record<StatusItem["key"], TablerIcon>> = { mirror: IconDatabase, "catch-up": IconClockPlay };

function leads({ key, tone }: StatusItem): Pick<LinkProps, "to" | "search"> {
  if (key === "webhooks" && tone === "bad") return { to: "/events", search: { view: "rejected" } };
  return LEADS[key];
}

function Item({ item }: { readonly item: StatusItem }) {
  const Glyph = item.tone === "bad" ? IconShieldX : (GLYPHS[item.key] ?? IconCircleFilled);
  const aside = item.key === "panel" || item.key === "stripe";
  return (
    <Link {...leads(item)} className="status-item" data-tone={item.tone}>
      {!(aside && item.tone === "off") && (
        <Glyph size={Glyph === IconCircleFilled ? 8 : 13} className="glyph" aria-hidden />
      )}
      <span className="status-item-word">{item.word}</span>
      {item.detail !== "" && <span className="text3">{item.detail}</span>}
    </Link>
  );
}

interface Measured {
  readonly status: SystemStatus;
  readonly forward: ForwardStatus | undefined;
}

function Items({ status, forward }: Measured) {
  // One string a second: the line renders again only when one of its values reads differently.
  const items = JSON.parse(useClock((now) => JSON.stringify(statusItems(status, now, forward)))) as ReturnType<
    typeof statusItems
  >;
  return (
    <>
      <div className="status-side">
        {items.left.map((item) => (
          <Item key={item.key} item={item} />
        ))}
      </div>
      <div className="status-side">
        {items.right.map((item) => (
          <Item key={item.key} item={item} />
        ))}
      </div>
    </>
  );
}

function Clock() {
  return <span className="status-item num">{useClock(clockTime)}</span>;
}

/** What the engine measured last; each value leads to its area. */
export function StatusLine() {
  const status = useQuery(rpc.system.status.queryOptions());
  const forward = useQuery(rpc.forward.status.queryOptions()).data;
  const showKeys = useConsole((state) => state.showKeys);
  useEffect(() => {
    if (status.data) setEngineTime(status.data.at);
  }, [status.data]);
  return (
    <footer className="status-line" aria-label="Engine status">
      {status.data ? <Items status={status.data} forward={forward} /> : <div className="status-side" />}
      <div className="status-side">
        <Clock />
        <button type="button" className="status-item" onClick={() => showKeys(true)}>
          <Keys of="?" />
          <span>Keys</span>
        </button>
      </div>
    </footer>
  );
}

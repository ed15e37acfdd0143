import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { IconBug, IconReceipt, IconServer2, IconSettings, IconWebhook } from "@tabler/icons-react";
import type { About } from "../../../shared/contract/system.ts";
import { rpc } from "../engine/rpc.ts";
import { useKeys } from "../keys/keys.ts";
import { Mark } from "./Mark.tsx";

const AREAS = [
  { to: "/orders", name: "Orders", icon: IconReceipt },
  { to: "/events", name: "Events", icon: IconWebhook },
  { to: "/servers", name: "Servers", icon: IconServer2 },
] as const;

/** Only where the world is simulated. */
const LAB = { to: "/lab", name: "Fault lab", icon: IconBug } as const;

type Area = (typeof AREAS | readonly [typeof LAB])[number]["to"];

/** How many things of an area need a person; an area without any shows no number. */
function useNeeds(): Readonly<Record<Area, { readonly count: number; readonly of: string }>> {
  const orders = useQuery(rpc.orders.counts.queryOptions());
  const status = useQuery(rpc.system.status.queryOptions());
  const attention = orders.data?.attention ?? 0;
  const rejected = status.data?.webhooks.rejectedLastHour ?? 0;
  return {
    "/orders": { count: attention, of: attention === 1 ? "order needs someone" : "orders need someone" },
    "/events": { count: rejected, of: "rejected in the last hour" },
    "/servers": { count: 0, of: "" },
    "/lab": { count: 0, of: "" },
  };
}

function Need({ count, of }: { readonly count: number; readonly of: string }) {
  if (count === 0) return null;
  return (
    <span className="rail-need" data-tone="bad">
      {count > 999 ? "999+" : count}
      <span className="unseen"> {of}</span>
    </span>
  );
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => part.charAt(0).toUpperCase())
    .slice(0, 2)
    .join("");

/** The areas, with what needs a person in each, and who works here. */
export function Rail({ about }: { readonly about: About | undefined }) {
  const needs = useNeeds();
  const navigate = useNavigate();
  const hasLab = about?.env === "sandbox";
  useKeys(hasLab ? { "g l": () => void navigate({ to: "/lab" }) } : {});
  return (
    <nav className="rail" aria-label="Areas">
      <div className="rail-brand">
        <Mark />
        <span className="rail-word">Waybill</span>
      </div>
      <ul>
        {[...AREAS, ...(hasLab ? [LAB] : [])].map(({ to, name, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              title={name}
              activeProps={{ "aria-current": "page" }}
              activeOptions={{ includeSearch: false }}
            >
              <Icon size={16} stroke={1.7} aria-hidden />
              <span className="rail-word">{name}</span>
              <Need {...needs[to]} />
            </Link>
          </li>
        ))}
      </ul>
      <ul className="rail-last">
        <li>
          <Link
            to="/settings"
            title="Settings"
            activeProps={{ "aria-current": "page" }}
            activeOptions={{ includeSearch: false }}
          >
            <IconSettings size={16} stroke={1.7} aria-hidden />
            <span className="rail-word">Settings</span>
          </Link>
        </li>
      </ul>
      {about && (
        <div className="rail-operator" title={about.operator}>
          <span className="avatar" aria-hidden>
            {initials(about.operator)}
          </span>
          <span className="rail-word clip">{about.operator}</span>
        </div>
      )}
    </nav>
  );
}

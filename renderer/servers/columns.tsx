import { Link } from "@tanstack/react-router";
import { IconArrowUpRight } from "@tabler/icons-react";
import type { ServerRow } from "../../shared/contract/servers.ts";
import { Age } from "../ui/Age.tsx";
import type { GridColumn } from "../ui/grid/features.ts";
import { Id } from "../ui/Id.tsx";
import { Status } from "../ui/Status.tsx";
import { Tag } from "../ui/Tag.tsx";
import { vocabulary } from "../ui/vocabulary.ts";
import { formatMb } from "./sizes.ts";

function Order({ server }: { readonly server: ServerRow }) {
  const { orderId, remark } = server;
  return (
    <>
      {orderId !== null && (
        <Link to="/orders" search={{ order: orderId }} className="link">
          <Id value={orderId} />
        </Link>
      )}
      {remark !== null && <Tag tone={server.state === "install_failed" ? "bad" : "warn"}>{remark}</Tag>}
    </>
  );
}

function Name({ server }: { readonly server: ServerRow }) {
  return (
    <>
      <span className="clip server-name" title={server.name}>
        {server.name}
      </span>
      {server.panelUrl === null ? (
        <span className="mono text3">{server.identifier}</span>
      ) : (
        <a className="mono text3 server-panel" href={server.panelUrl} target="_blank" rel="noreferrer">
          {server.identifier}
          <IconArrowUpRight size={12} aria-hidden />
          <span className="unseen"> on the panel</span>
        </a>
      )}
    </>
  );
}

/** The table of servers. `stale` makes their states unknown: the panel does not answer. */
export const serverColumns = (stale: boolean): readonly GridColumn<ServerRow>[] => [
  {
    id: "state",
    header: "State",
    cell: ({ row }) => <Status of={stale ? vocabulary.server.unknown : vocabulary.server[row.original.state]} />,
  },
  { id: "server", header: "Server", meta: { className: "line" }, cell: ({ row }) => <Name server={row.original} /> },
  {
    id: "customer",
    header: "Customer",
    meta: { className: "clip" },
    cell: ({ row: { original: server } }) =>
      server.customerEmail === null ? (
        <span className="text3">none known</span>
      ) : (
        <span title={server.customerEmail}>{server.customerEmail}</span>
      ),
  },
  { id: "order", header: "Order", meta: { className: "line" }, cell: ({ row }) => <Order server={row.original} /> },
  { id: "node", header: "Node", meta: { className: "clip text2" }, cell: ({ row }) => row.original.nodeName },
  {
    id: "address",
    header: "Address",
    meta: { className: "clip" },
    cell: ({ row }) => <span className="mono text2">{row.original.address ?? "none"}</span>,
  },
  {
    id: "memory",
    header: "Memory",
    meta: { className: "end spare text2" },
    cell: ({ row }) => <span className="num">{formatMb(row.original.memoryMb)}</span>,
  },
  {
    id: "seen",
    header: "Seen",
    meta: { className: "end spare text3" },
    cell: ({ row }) => <Age at={row.original.seenAt} />,
  },
];

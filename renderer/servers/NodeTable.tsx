import type { NodeRow } from "../../shared/contract/servers.ts";
import { Capacity } from "../ui/Capacity.tsx";
import { Status } from "../ui/Status.tsx";
import { vocabulary } from "../ui/vocabulary.ts";
import { formatMb, freeOf, overallocation } from "./sizes.ts";

function Memory({ of: { total, physical, used, reserved } }: { readonly of: NodeRow["memory"] }) {
  const label = `${formatMb(used)} of ${formatMb(total)} memory used, ${formatMb(reserved)} reserved by orders`;
  return (
    <>
      <td className="node-bar">
        <Capacity used={used} reserved={reserved} total={total} physical={physical} label={label} />
      </td>
      <td className="num text2">{freeOf(used + reserved, total)}</td>
    </>
  );
}

function Node({ node, stale }: { readonly node: NodeRow; readonly stale: boolean }) {
  const { disk, ports } = node;
  const taken = ports.total - ports.free;
  return (
    <tr>
      <th scope="row">
        <span className="node-name">{node.name}</span> <span className="text3">{node.regions.join(", ")}</span>
      </th>
      <td>
        <Status of={stale ? vocabulary.node.unknown : vocabulary.node[node.state]} />
      </td>
      <Memory of={node.memory} />
      <td className="node-bar node-short">
        <Capacity
          used={disk.used}
          total={disk.total}
          label={`${formatMb(disk.used)} of ${formatMb(disk.total)} disk used`}
        />
      </td>
      <td className="num text2">{formatMb(Math.max(0, disk.total - disk.used))} free</td>
      <td className="node-bar node-short">
        <Capacity used={taken} total={ports.total} label={`${taken} of ${ports.total} ports taken`} />
      </td>
      <td className="num text2">
        {ports.free} of {ports.total}
      </td>
      <td className="num end">{node.servers}</td>
      <td className="num end text2 node-last">{overallocation(node.memory.physical, node.memory.total)}</td>
    </tr>
  );
}

/** Every node with its room. `stale` makes the states unknown: they are what the panel said last, not what is. */
export function NodeTable({ nodes, stale }: { readonly nodes: readonly NodeRow[]; readonly stale: boolean }) {
  return (
    <section className="nodes scroll" aria-label="Nodes">
      <table>
        <thead>
          <tr>
            <th scope="col">Node</th>
            <th scope="col">State</th>
            <th scope="col" colSpan={2}>
              Memory
              <span className="node-legend">
                <i className="node-used" /> used <i className="node-reserved" /> reserved by orders in progress
              </span>
            </th>
            <th scope="col" colSpan={2}>
              Disk
            </th>
            <th scope="col" colSpan={2}>
              Ports free
            </th>
            <th scope="col" className="end">
              Servers
            </th>
            <th scope="col" className="end node-last">
              Overallocation
            </th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((node) => (
            <Node key={node.id} node={node} stale={stale} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

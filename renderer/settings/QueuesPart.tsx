import { useQuery } from "@tanstack/react-query";
import type { QueueRow } from "../../shared/contract/queues.ts";
import { useClock } from "../app/clock.ts";
import { rpc } from "../app/engine/rpc.ts";
import { formatSpan } from "../ui/age.ts";
import { Prose } from "../ui/Id.tsx";
import { shortTime } from "../ui/moment.ts";
import { Status } from "../ui/Status.tsx";
import { vocabulary } from "../ui/vocabulary.ts";
import { DeadJobs } from "./DeadJobs.tsx";
import { PauseQueue } from "./PauseQueue.tsx";
import { Read } from "./Read.tsx";
import { Card } from "./SettingsCard.tsx";

function Stand({ of: { paused, running, due, oldestDueAt } }: { readonly of: QueueRow }) {
  const since = useClock((now) => (paused ? shortTime(paused.at, now) : ""));
  const oldest = useClock((now) => (oldestDueAt === null ? "" : `, oldest ${formatSpan(now - oldestDueAt)}`));
  if (paused) return <Status of={vocabulary.service.suspended} word={`Paused by ${paused.by} since ${since}`} />;
  if (running > 0) return <Status of={vocabulary.job.running} word={`${running} running`} />;
  return due > 0 ? (
    <Status of={vocabulary.job.waiting} word={`${due} due${oldest}`} />
  ) : (
    <Status of={vocabulary.job.done} word="Nothing due" />
  );
}

function Queue({ of }: { readonly of: QueueRow }) {
  return (
    <tr>
      <th scope="row">
        {of.queue}
        <p className="text3 small">{of.says}</p>
        {of.paused?.reason != null && (
          <p className="text2 small">
            <Prose>{of.paused.reason}</Prose>
          </p>
        )}
      </th>
      <td>
        <Stand of={of} />
      </td>
      <td className="num end">{of.waiting}</td>
      <td className="num end">{of.running}</td>
      <td className="num end">{of.dead}</td>
      <td className="end">
        <PauseQueue of={of} />
      </td>
    </tr>
  );
}

/** How each queue stands, which are paused and by whom, and the jobs that gave up. */
export function QueuesPart() {
  const queues = useQuery(rpc.queues.list.queryOptions());
  return (
    <>
      <Read
        of={queues}
        what="The queues"
        render={(rows) => (
          <Card title="Queues">
            <table className="set-table">
              <thead>
                <tr>
                  <th scope="col">Queue</th>
                  <th scope="col">State</th>
                  <th scope="col" className="end">
                    Waiting
                  </th>
                  <th scope="col" className="end">
                    Running
                  </th>
                  <th scope="col" className="end">
                    Gave up
                  </th>
                  <th scope="col">
                    <span className="unseen">Pause</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Queue key={row.queue} of={row} />
                ))}
              </tbody>
            </table>
          </Card>
        )}
      />
      <DeadJobs />
    </>
  );
}

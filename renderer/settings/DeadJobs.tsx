import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { DeadJob } from "../../shared/contract/queues.ts";
import { rpc } from "../app/engine/rpc.ts";
import { explain } from "../app/explain.ts";
import { Age } from "../ui/Age.tsx";
import { Id, Prose } from "../ui/Id.tsx";
import { toast } from "../ui/toasts.ts";
import { Read } from "./Read.tsx";
import { Card } from "./SettingsCard.tsx";

function useRunAgain() {
  const cache = useQueryClient();
  return useMutation(
    rpc.queues.runAgain.mutationOptions({
      onSuccess: ({ says, put }) => {
        toast({ tone: put > 0 ? "ok" : "warn", title: says });
        void cache.invalidateQueries({ queryKey: rpc.queues.key() });
      },
      onError: (cause) => {
        const { code, says } = explain(cause);
        toast({ tone: "bad", title: "No job was put to work", says: `${says} ${code}` });
      },
    }),
  );
}

function Job({ job }: { readonly job: DeadJob }) {
  const again = useRunAgain();
  return (
    <tr>
      <td>
        <span className="mono">{job.kind}</span> <span className="text3">{job.queue}</span>
        {job.orderId !== null && (
          <>
            {" "}
            <Link to="/orders" search={{ order: job.orderId }} className="link">
              <Id value={job.orderId} />
            </Link>
          </>
        )}
        <p className="text2">
          <Prose>{job.error ?? "It said nothing of why."}</Prose>
          {job.code !== null && <span className="mono text3"> {job.code}</span>}
        </p>
      </td>
      <td className="num end">{job.attempts}</td>
      <td className="text3">{job.finishedAt !== null && <Age at={job.finishedAt} ago />}</td>
      <td className="end">
        <Button
          loading={again.isPending}
          aria-label={`Run job ${job.id} again`}
          onClick={() => again.mutate({ jobIds: [job.id] })}
        >
          Run again
        </Button>
      </td>
    </tr>
  );
}

function Jobs({ count, rows }: { readonly count: number; readonly rows: readonly DeadJob[] }) {
  const again = useRunAgain();
  if (rows.length === 0)
    return <p className="set-says text2">No job gave up. What failed was tried again and got through.</p>;
  const all = rows.length === 1 ? "Run it again" : `Run all ${rows.length} again`;
  return (
    <>
      <table className="set-table">
        <thead>
          <tr>
            <th scope="col">Job and its last error</th>
            <th scope="col" className="end">
              Attempts
            </th>
            <th scope="col">Gave up</th>
            <th scope="col">
              <span className="unseen">Run again</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((job) => (
            <Job key={job.id} job={job} />
          ))}
        </tbody>
      </table>
      <div className="set-foot">
        {count > rows.length && (
          <span className="text3 small grow">
            The newest {rows.length} of {count}.
          </span>
        )}
        <Button loading={again.isPending} onClick={() => again.mutate({ jobIds: rows.map(({ id }) => id) })}>
          {all}
        </Button>
      </div>
    </>
  );
}

/** The jobs that gave up, each with its last error and a way to run it again. */
export function DeadJobs() {
  const dead = useQuery(rpc.queues.dead.queryOptions());
  return (
    <Card title="Jobs that gave up">
      <Read of={dead} what="The jobs" render={(jobs) => <Jobs {...jobs} />} />
    </Card>
  );
}

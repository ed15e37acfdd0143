import { Button } from "@mantine/core";
import { IconPlus, IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { EndpointList, EndpointWish } from "../../shared/contract/endpoints.ts";
import { rpc } from "../app/engine/rpc.ts";
import { Prose } from "../ui/Id.tsx";
import { exactTime } from "../ui/moment.ts";
import { Failed, LoadingText } from "../ui/Nothing.tsx";
import { StaleRows } from "../ui/StaleRows.tsx";
import { Status, StatusGlyph } from "../ui/Status.tsx";
import { vocabulary } from "../ui/vocabulary.ts";
import { EndpointRow } from "./EndpointRow.tsx";

type OnWish = (wish: EndpointWish) => void;

/** The answer first: whether Stripe's events come here, and whether the ingress was reached by its public address. */
function Answer({ list: { says, probe } }: { readonly list: EndpointList }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <div className="endpoints-answer">
      <h3 ref={head} tabIndex={-1}>
        {says}
      </h3>
      <p className="line text2">
        <StatusGlyph of={vocabulary.check[probe.state]} size={14} />
        <span className="endpoints-probe">
          <span className="unseen">{vocabulary.check[probe.state].word}: </span>
          <Prose>{probe.says}</Prose>
        </span>
      </p>
    </div>
  );
}

function Elsewhere({ rows }: { readonly rows: EndpointList["rows"] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <h4>Of other programs, left alone</h4>
      <ul className="endpoints-elsewhere">
        {rows.map(({ id, url, enabled }) => (
          <li key={id} className="line">
            <Status of={vocabulary.check.elsewhere} />
            <span className="mono clip grow" title={url}>
              {url}
            </span>
            <span className="text3">{enabled ? "enabled" : "disabled"}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** All endpoints, those with trouble first and open. */
export function EndpointsList({ onWish }: { readonly onWish: OnWish }) {
  const endpoints = useQuery({ ...rpc.endpoints.list.queryOptions(), staleTime: 0 });
  const { data, error } = endpoints;
  if (!data)
    return error === null ? (
      <LoadingText lines={10} />
    ) : (
      <div className="new-body scroll">
        <Failed
          what="Stripe's endpoints"
          error={error}
          onRetry={() => void endpoints.refetch()}
          busy={endpoints.isFetching}
        />
      </div>
    );
  const ours = data.rows.filter(({ verdict }) => verdict !== "elsewhere");
  return (
    <>
      <div className="new-body scroll endpoints">
        <StaleRows of={endpoints} what="The list" />
        <Answer list={data} />
        {ours.map((row) => (
          <EndpointRow key={row.id} row={row} onWish={onWish} />
        ))}
        <Elsewhere rows={data.rows.filter(({ verdict }) => verdict === "elsewhere")} />
      </div>
      <div className="new-foot">
        <span className="text3 small grow">As Stripe had them at {exactTime(data.asOf)}.</span>
        <Button
          leftSection={<IconRefresh size={14} aria-hidden />}
          loading={endpoints.isFetching}
          onClick={() => void endpoints.refetch()}
        >
          Check again
        </Button>
        <Button
          variant={data.lacksOne ? "filled" : "default"}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onWish({ act: "create", endpointId: null, address: null })}
        >
          Create one
        </Button>
      </div>
    </>
  );
}

import type { ReactNode } from "react";
import type { RegionOffer } from "../../shared/contract/catalog.ts";
import { explain } from "../app/explain.ts";
import { Capacity } from "../ui/Capacity.tsx";
import { StatusGlyph } from "../ui/Status.tsx";
import { vocabulary } from "../ui/vocabulary.ts";
import type { NewOrderForm, useCatalog } from "./use-new-order.ts";

/** Why a region has no room, or why that is not known, in the region's whole width. */
function Reason({ region: { room, says } }: { readonly region: RegionOffer }) {
  const word = room === 0 ? vocabulary.node.full : vocabulary.node.unknown;
  return (
    <span className="new-region-why" data-tone={word.tone}>
      <StatusGlyph of={word} size={13} />
      <span>{says}</span>
    </span>
  );
}

/** One region. A full one can be read but not chosen, and says why. */
function Region(props: { readonly region: RegionOffer; readonly chosen: boolean; readonly onChoose: () => void }) {
  const { region, chosen, onChoose } = props;
  const { room } = region;
  const full = room === 0;
  const percent = Math.round(region.usedShare * 100);
  return (
    <label className="new-region" data-chosen={chosen || undefined} data-full={full || undefined}>
      <input type="radio" name="region" value={region.id} checked={chosen} disabled={full} onChange={onChoose} />
      <span>
        <span className="new-region-id">{region.id}</span>
        <span className="small text3">
          {region.name}, {region.nodes === 1 ? "1 node" : `${region.nodes} nodes`}
        </span>
      </span>
      {room !== null && room > 0 ? (
        <>
          <Capacity used={percent} total={100} label={`${percent} % of its memory used`} />
          <span className="new-room">room for {room.toLocaleString("en-US")}</span>
        </>
      ) : (
        <Reason region={region} />
      )}
    </label>
  );
}

const Says = ({ children }: { readonly children: ReactNode }) => (
  <p className="new-region new-region-none text3">{children}</p>
);

function Regions({ form, catalog }: { readonly form: NewOrderForm; readonly catalog: ReturnType<typeof useCatalog> }) {
  const { regions } = catalog;
  if (form.values.planId === "") return <Says>Choose a plan to see where it has room.</Says>;
  if (regions.isError && regions.data === undefined)
    return (
      <Says>
        The regions could not be read. {explain(regions.error).says}{" "}
        <button type="button" className="link" onClick={() => void regions.refetch()}>
          Try again
        </button>
      </Says>
    );
  if (regions.data === undefined) return <Says>Reading which regions have room</Says>;
  if (regions.data.length === 0) return <Says>The catalog has no region yet.</Says>;
  return regions.data.map((region) => (
    <Region
      key={region.id}
      region={region}
      chosen={form.values.region === region.id}
      onChoose={() => form.setFieldValue("region", region.id)}
    />
  ));
}

/** Where the server is to stand, each region with its room for the chosen plan. */
export function RegionField(props: { readonly form: NewOrderForm; readonly catalog: ReturnType<typeof useCatalog> }) {
  const error = props.form.errors["region"];
  return (
    <fieldset className="new-set" aria-describedby={error === undefined ? undefined : "new-region-error"}>
      <legend>Region</legend>
      <Regions {...props} />
      {error !== undefined && (
        <p id="new-region-error" className="new-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

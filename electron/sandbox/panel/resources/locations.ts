import { NO_CONTENT, refusal } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { listPage, partial } from "../http/list-page.ts";
import { nothing, type Route, route, rowOf } from "../http/route.ts";
import { refusedBy } from "../http/validated.ts";
import { SAVE_LOCATION } from "../rules/request-rules.ts";
import { renderItem } from "../shapes/render.ts";
import type { LocationRow } from "../store/rows.ts";

interface LocationBody {
  readonly short: string;
  readonly long?: string | null;
}
const QUERIES = { filters: { short: partial, long: partial }, sorts: ["id"] };

export const locationRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/locations",
    needs: ["locations", "read"],
    bind: nothing,
    answer: (call) => listPage(call, { shape: "location", table: call.store.locations, queries: QUERIES }),
  }),
  route({
    method: "GET",
    path: "/locations/{location}",
    needs: ["locations", "read"],
    bind: ({ store }, { location }) => rowOf(store.locations, location),
    answer: (call, location) => ({ status: 200, body: renderItem(call, "location", location) }),
  }),
  route({ method: "POST", path: "/locations", needs: ["locations", "write"], bind: nothing, answer: createLocation }),
  route({
    method: "PATCH",
    path: "/locations/{location}",
    needs: ["locations", "write"],
    bind: ({ store }, { location }) => rowOf(store.locations, location),
    answer: updateLocation,
  }),
  route({
    method: "DELETE",
    path: "/locations/{location}",
    needs: ["locations", "write"],
    bind: ({ store }, { location }) => rowOf(store.locations, location),
    answer: deleteLocation,
  }),
];

function createLocation(call: Call) {
  const refused = refusedBy(call.store, call.body, SAVE_LOCATION);
  if (refused) return refused;
  const { short, long } = call.body as LocationBody;
  const made = call.store.locations.insert({
    short,
    long: long ?? null,
    created_at: call.now(),
    updated_at: call.now(),
  });
  const resource = `${call.origin}/api/application/locations/${made.id}`;
  return { status: 201, body: { ...renderItem(call, "location", made), meta: { resource } } };
}

function updateLocation(call: Call, location: LocationRow) {
  const refused = refusedBy(call.store, call.body, SAVE_LOCATION, location.id);
  if (refused) return refused;
  const { short, long } = call.body as LocationBody;
  const updated = call.store.locations.update(location.id, { short, long: long ?? null, updated_at: call.now() });
  return { status: 200, body: renderItem(call, "location", updated) };
}

function deleteLocation({ store }: Call, location: LocationRow) {
  if (store.nodes.where({ location_id: location.id }).length > 0)
    return refusal(400, "HasActiveNodesException", "Cannot delete a location that has active nodes attached to it.");
  store.locations.delete(location.id);
  return NO_CONTENT;
}

import { describe, expect, test } from "vitest";
import { NO_LIMIT } from "../panel/panel-port.ts";
import { bestNode, type NodeRoom, nodesOfRegion, regionRoom, reserve } from "./node-room.ts";

const GB = 1024;
const node = (patch: Partial<NodeRoom> = {}): NodeRoom => ({
  id: 1,
  name: "us-1",
  locationId: 1,
  tags: [],
  public: true,
  maintenance: false,
  memory: 32 * GB,
  memoryOverallocate: 0,
  disk: 200 * GB,
  diskOverallocate: 0,
  memoryUsed: 0,
  diskUsed: 0,
  portsFree: 50,
  ...patch,
});
const us = { name: "US", location_ids: [1], placement: "nodes" as const };
const deploy = { ...us, placement: "deploy" as const };
const build = { memoryMb: 8 * GB, diskMb: 20 * GB };
const room = (patch: Partial<NodeRoom>, region: Parameters<typeof regionRoom>[1] = us) =>
  regionRoom([node(patch)], region, [], build);

describe("how many fit", () => {
  test.each([
    ["by memory", {}, 4],
    ["by disk", { disk: 45 * GB }, 2],
    ["by ports", { portsFree: 1 }, 1],
    ["with what may be over-allocated", { memoryOverallocate: 50 }, 6],
    ["without a limit of memory", { memoryOverallocate: -1 }, Infinity],
    ["with a server more than fits", { memoryUsed: 40 * GB }, 0],
  ])("%s", (_what, patch, count) => {
    const limited = count === Infinity ? 10 : count; // then the disk is the limit
    expect(room(patch).count).toBe(limited);
  });

  test("−1 is no freedom where the panel itself chooses: it reckons one percent less", () => {
    expect(room({ memory: 8 * GB, memoryOverallocate: -1 }, deploy).count).toBe(0);
    expect(room({ memory: 9 * GB, memoryOverallocate: -1 }, deploy).count).toBe(1);
  });

  test("orders that are yet to get their server hold their room, each on the node where it will go", () => {
    const nodes = [node(), node({ id: 2, name: "us-2", memory: 16 * GB })];
    const reserved = Array.from({ length: 5 }, () => ({ region: us, needs: build }));
    expect(regionRoom(nodes, us, [], build).count).toBe(6);
    expect(regionRoom(nodes, us, reserved, build).count).toBe(1);
    expect(regionRoom(nodes, us, [...reserved, ...reserved], build).count).toBe(0);
  });

  test("a reservation of another region holds room on the nodes that both use", () => {
    const vip = { name: "VIP", location_ids: [1], node_ids: [1], placement: "nodes" as const };
    expect(regionRoom([node({ memory: 8 * GB })], us, [{ region: vip, needs: build }], build).count).toBe(0);
  });

  test("a reservation that fits nowhere takes nobody's room", () => {
    const huge = { memoryMb: 64 * GB, diskMb: GB };
    expect(reserve([node()], [{ region: us, needs: huge }])).toEqual([node()]);
  });
});

describe("which nodes", () => {
  test("not those of another location, nor the ones that are not public", () => {
    expect(room({ locationId: 2 }).says).toBe("The panel has no public node in location 1, which the region US names.");
    expect(room({ public: false }).count).toBe(0);
  });

  test("those that the region names, public or not", () => {
    const nodes = [node(), node({ id: 7, name: "us-7", public: false })];
    expect(regionRoom(nodes, { ...us, node_ids: [7] }, [], build).count).toBe(4);
    expect(regionRoom(nodes, { ...us, node_ids: [8] }, [], build).says).toContain("none of the nodes 8");
  });
});

test("a zero names what each node lacks", () => {
  const nodes = [
    node({ memoryUsed: 28.5 * GB }),
    node({ id: 2, name: "us-2", portsFree: 0 }),
    node({ id: 3, name: "us-3", maintenance: true }),
    node({ id: 4, name: "us-4", disk: 10 * GB }),
  ];
  expect(regionRoom(nodes, us, [], build)).toEqual({
    count: 0,
    says:
      "No node of US has room: us-1 has 3.5 GB of memory free, 8 GB is needed; us-2 has no free port; " +
      "us-3 is in maintenance; us-4 has 10 GB of disk free, 20 GB is needed.",
  });
});

test("of many nodes the first five are told", () => {
  const nodes = [1, 2, 3, 4, 5, 6, 7].map((id) => node({ id, name: `us-${id}`, maintenance: true }));
  expect(regionRoom(nodes, us, [], build).says).toMatch(/; us-5 is in maintenance; and 2 more\.$/);
});

test("a node without a limit that tells no memory is taken where no other has room", () => {
  const untold = node({ id: 1, memory: 0, memoryOverallocate: -1 });
  const busy = node({ id: 2, memoryUsed: 20 * GB });
  expect(bestNode([untold, busy], us, build)?.id).toBe(2);
  expect(bestNode([untold, { ...busy, portsFree: 0 }], us, build)?.id).toBe(1);
});

test("the best node has the largest share of its memory free, and room for the server", () => {
  const busyGiant = node({ id: 1, memory: 256 * GB, memoryUsed: 200 * GB });
  const idle = node({ id: 2, memory: 16 * GB });
  const idleWithoutPort = node({ id: 3, memory: 16 * GB, portsFree: 0 });
  const asIdle = node({ id: 4, memory: 16 * GB });
  expect(bestNode([busyGiant, asIdle, idleWithoutPort, idle], us, build)?.id).toBe(2);
  expect(bestNode([busyGiant, idleWithoutPort], us, build)?.id).toBe(1);
  expect(bestNode([idleWithoutPort], us, build)).toBeUndefined();
});

const weighed = (node_weights: Record<string, number>) => ({ ...us, node_weights });
const tagged = (id: number, ...tags: string[]) => node({ id, name: `n-${id}`, locationId: null, tags });

describe("weights", () => {
  const nodes = [node(), node({ id: 2, name: "us-2" }), node({ id: 3, name: "us-3" })];

  test("a node counts as its free share times its weight, and one without a weight as its share", () => {
    expect(bestNode(nodes, weighed({ "3": 2 }), build)?.id).toBe(3);
    const halfFull = nodes.map((one) => (one.id === 3 ? { ...one, memoryUsed: 16 * GB } : one));
    expect(bestNode(halfFull, weighed({ "3": 2 }), build)?.id).toBe(1); // a tie: half of it, times two
    expect(bestNode(halfFull, weighed({ "3": 2.1 }), build)?.id).toBe(3);
    expect(bestNode(nodes, weighed({ "1": 0.5, "3": 0.5 }), build)?.id).toBe(2);
  });

  test("a node of weight 0 is taken only where no other has room", () => {
    const spare = weighed({ "1": 0 });
    const others = nodes.map((one) => (one.id === 1 ? one : { ...one, memoryUsed: 20 * GB }));
    expect(bestNode(others, spare, build)?.id).toBe(2);
    expect(bestNode([node(), ...others.slice(1).map((one) => ({ ...one, portsFree: 0 }))], spare, build)?.id).toBe(1);
  });

  test("orders that are yet to get their server hold room where the weights will put them", () => {
    const reserved = Array.from({ length: 2 }, () => ({ region: weighed({ "2": 3 }), needs: build }));
    expect(reserve(nodes, reserved).map(({ memoryUsed }) => memoryUsed)).toEqual([0, 16 * GB, 0]);
  });
});

describe("a panel without locations", () => {
  const eu = { name: "EU", location_ids: [], tags: ["eu", "ssd"], placement: "deploy" as const };

  test("has a region's nodes by any of its tags", () => {
    const nodes = [tagged(1, "eu"), tagged(2, "us", "ssd"), tagged(3, "us"), tagged(4)];
    expect(nodesOfRegion(nodes, eu).map(({ id }) => id)).toEqual([1, 2]);
    expect(regionRoom([tagged(3, "us")], eu, [], build).says).toBe(
      "The panel has no public node tagged eu, ssd, which the region EU names.",
    );
  });

  test("may fill a node without a limit, also where it chooses itself", () => {
    const limitless = {
      ...tagged(1, "eu"),
      memory: 0,
      memoryOverallocate: NO_LIMIT,
      disk: 0,
      diskOverallocate: NO_LIMIT,
    };
    expect(regionRoom([{ ...limitless, memoryUsed: 900 * GB, diskUsed: 900 * GB }], eu, [], build).count).toBe(50);
    expect(bestNode([{ ...tagged(2, "eu"), memoryUsed: GB }, limitless], eu, build)?.id).toBe(1);
  });
});

import { expect, test } from "vitest";
import {
  ago,
  NOW,
  aServer,
  aStep,
  failed,
  paidFacts,
  pendingFacts,
  provisioningFacts,
  runningFacts,
  runningJob,
  someFacts,
  uncertainCreate,
  waitingJob,
} from "./facts-for-tests.ts";
import { judged } from "./judged-for-tests.ts";
import { traceOrder } from "./trace-order.ts";

const installing = aStep({ name: "await_install", outcome: "waiting", says: "Server 42 installs", finishedAt: null });
judged(8, [
  ["not paid yet", someFacts(), "waiting", "Waits for step 4"],
  [
    "paid at Stripe, pending here",
    pendingFacts({}),
    "unknown",
    "Not asked: the panel is looked at when the order is paid",
  ],
  [
    "pending here, and yet it is there",
    pendingFacts({ servers: [aServer()] }),
    "proved",
    "Server 42 carries this order's id; the order does not know it yet",
  ],
  ["provisioning failed before", paidFacts(failed), "waiting", "Waits for step 7"],
  [
    "uncertain",
    provisioningFacts({ job: waitingJob, steps: [uncertainCreate] }),
    "unknown",
    "The panel may or may not have made it; it is being looked up",
  ],
  [
    "installing",
    provisioningFacts({ job: waitingJob, steps: [aStep(), installing] }),
    "waiting",
    "Server 42 installs. Looks again in 9 s.",
  ],
  [
    "made, not looked at yet",
    provisioningFacts({ job: runningJob, steps: [aStep()] }),
    "waiting",
    "Made; its record is next",
  ],
  [
    "the install failed",
    paidFacts(
      { ...failed, error_message: "The install of server 42 failed" },
      { steps: [aStep(), { ...installing, outcome: "failed" }] },
    ),
    "missing",
    "The install of server 42 failed.",
  ],
  [
    "after the create it is not what was sold",
    paidFacts(failed, {
      steps: [aStep(), { ...installing, outcome: "contradicted", says: "Server 42 is somebody else's" }],
    }),
    "contradicted",
    "Server 42 is somebody else's.",
  ],
  ["recorded and seen", runningFacts(), "proved", "Server 42 carries this order's id"],
  [
    "recorded, panel not read since",
    runningFacts({}, { servers: [], panelReadAt: ago(2_400) }),
    "proved",
    "Server 42 carries this order's id",
  ],
  ["gone", runningFacts({}, { servers: [] }), "missing", "The panel has no server 42 any more."],
  [
    "gone because the service ended",
    runningFacts({ service_state: "terminated" }, { servers: [] }),
    "unknown",
    "The server was removed when the service ended",
  ],
  [
    "its reinstall failed",
    runningFacts({}, { servers: [aServer({ status: "install_failed" })] }),
    "missing",
    "The install of server 42 failed on the panel.",
  ],
  [
    "another server carries the id",
    runningFacts({}, { servers: [aServer({ id: 43 })] }),
    "contradicted",
    "The order says server 42, the panel says 43.",
  ],
  [
    "two servers carry the id",
    runningFacts({}, { servers: [aServer(), aServer({ id: 43 })] }),
    "contradicted",
    "2 servers carry this order's id: 42, 43.",
  ],
]);

judged(9, [
  ["no server yet", paidFacts({}, { job: runningJob }), "waiting", "Waits for step 7"],
  ["listed", runningFacts(), "proved", "GET /api/servers returns it"],
  ["not a game", runningFacts({ item_type: "bot" }), "unknown", "GET /api/servers lists games; this order is bot"],
]);

judged(10, [
  ["no server yet", paidFacts({}, { job: runningJob }), "waiting", "Waits for step 7"],
  ["complete", runningFacts(), "proved", "a1b2c3d4, 198.51.100.20:25633"],
  ["no address", runningFacts({ address: null }), "missing", "The dashboard lacks the address."],
  [
    "neither identifier nor address",
    runningFacts({ address: null, ptero_identifier: null }),
    "missing",
    "The dashboard lacks the identifier and the address.",
  ],
  [
    "the panel says another address",
    runningFacts({}, { servers: [aServer({ address: "198.51.100.20:25700" })] }),
    "contradicted",
    "The dashboard shows a1b2c3d4, 198.51.100.20:25633; the panel says a1b2c3d4, 198.51.100.20:25700.",
  ],
  [
    "the panel says another identifier, and no address",
    runningFacts({}, { servers: [aServer({ identifier: "e5f6a7b8", address: null })] }),
    "contradicted",
    "The dashboard shows a1b2c3d4, 198.51.100.20:25633; the panel says e5f6a7b8, no address.",
  ],
]);

test.each([
  ["the server, where it is there", { servers: [aServer()] }, ["Server 42, runs normally"]],
  ["that its list has none", { servers: [] }, ["No server of its list carries this order's id"]],
  ["nothing, where it was never read", { servers: [], panelReadAt: null }, []],
])("while a create is uncertain the panel's side shows %s", (_name, panel, shown) => {
  const facts = provisioningFacts({ job: waitingJob, steps: [uncertainCreate], ...panel });
  const [step] = traceOrder(facts, NOW).slice(7, 8);
  expect(step).toMatchObject({ state: "unknown", evidence: shown.map((fact) => ({ fact })) });
});

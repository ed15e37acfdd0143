import { expect, test } from "vitest";
import type { ProvisioningStepRow } from "../../../shared/contract/orders.ts";
import { StepEdit } from "../../../shared/contract/step-edit.ts";
import { firstStepValues, stepEditOf, type StepValues, stoppedAt } from "./step-values.ts";
import { stepAdvice, stepPlan } from "./step-words.ts";

const row = (given: Partial<ProvisioningStepRow>): ProvisioningStepRow => ({
  id: 1,
  name: "create",
  attempt: 1,
  outcome: "failed",
  says: "No.",
  code: null,
  startedAt: 1,
  finishedAt: 2,
  evidence: null,
  ...given,
});
const order = { serverName: "noa-smp", region: "us-central" };
const values = (given: Partial<StepValues>): StepValues => ({ ...firstStepValues({ steps: [] }), ...given });

test("the form begins at the step that failed, with the variables that the panel's refusal names", () => {
  const says = "The panel refused the create: SERVER_JARFILE is required, BUILD_NUMBER is required.";
  const first = firstStepValues({
    steps: [row({ code: "PANEL_VALIDATION", says }), row({ name: "placement", outcome: "done" })],
  });
  expect(first.step).toBe("create");
  expect(first.variables).toEqual([
    { name: "SERVER_JARFILE", value: "" },
    { name: "BUILD_NUMBER", value: "" },
  ]);
  expect(firstStepValues({ steps: [row({ name: "await_install" })] }).step).toBe("placement");
  expect(stoppedAt({ steps: [row({ outcome: "done" })] })).toBeNull();
});

test.each<[Partial<StepValues>, unknown]>([
  [
    { step: "customer", panelUserId: " 12 " },
    { step: "customer", input: { panelUserId: 12 } },
  ],
  [
    { step: "placement", nodeId: "5" },
    { step: "placement", input: { nodeId: 5 } },
  ],
  [
    { step: "placement", place: "port", allocationId: "485" },
    { step: "placement", input: { allocationId: 485 } },
  ],
  [
    {
      step: "create",
      variables: [
        { name: "BUILD", value: "" },
        { name: " ", value: "x" },
      ],
      startup: " ./go ",
    },
    { step: "create", input: { environment: { BUILD: "" }, startup: "./go" } },
  ],
  [
    { step: "create", isBack: true },
    { step: "create", input: null },
  ],
])("%j is sent as %j, which the contract takes", (given, edit) => {
  const filled = stepEditOf(values(given));
  expect(filled).toEqual({ ok: true, edit });
  expect(StepEdit.safeParse(edit).success).toBe(true);
});

test.each<[Partial<StepValues>, string, string]>([
  [{ step: "customer", panelUserId: "ada" }, "panelUserId", "Write the panel user's number, such as 12"],
  [{ step: "placement" }, "nodeId", "Choose a node"],
  [
    { step: "placement", place: "port", allocationId: "0" },
    "allocationId",
    "Write the allocation's number, as the panel shows it",
  ],
  [{ step: "create" }, "variables", "Change one thing at least"],
  [
    { step: "create", variables: [{ name: "A B", value: "1" }] },
    "variables",
    "A variable's name has letters, digits and _",
  ],
])("%j is not sent: %s says what is missing", (given, field, says) => {
  expect(stepEditOf(values(given))).toEqual({ ok: false, errors: { [field]: says } });
});

test("the plan names what will be used, and never the value of a variable", () => {
  const place = stepPlan(order, values({ step: "placement", nodeId: "5" }), "fra-1");
  expect(place.lines[1]).toBe("Take the first free port of fra-1; its room is not asked");
  const secret = stepPlan(
    order,
    values({ step: "create", variables: [{ name: "RCON_PASS", value: "hunter2" }] }),
    null,
  );
  expect(secret.lines.slice(1, 3)).toEqual(["Put RCON_PASS over what was sold", "Create noa-smp with that"]);
  expect(stepPlan(order, values({ step: "placement", isBack: true }), null).lines[1]).toBe(
    "Choose a node of us-central again",
  );
});

test("what is uncertain or contradicted says what may be done, and neither is retried over", () => {
  expect(stepAdvice(row({ outcome: "uncertain" }))).toContain("Nothing is retried until that is known");
  expect(stepAdvice(row({ outcome: "contradicted" }))).toContain("never overwritten");
  const advised = ["customer", "placement", "create", "record"].map((name) => stepAdvice(row({ name })));
  expect(new Set(advised).size).toBe(4);
  expect(stepAdvice(row({ outcome: "done" }))).toBe("");
});

import { defineConfig } from "vitest/config";

/** Tests of the built programs start by building them: a stale build would be tested in place of the sources. */
const ofTheBuild = { globalSetup: ["tests/build-first.mjs"], testTimeout: 60_000, hookTimeout: 120_000 };

/** What decides without asking anybody. `npm run coverage` demands that the tests beside the code reach all of it. */
const PURE = [
  "electron/engine/acts/{confirm,item-changes,link-differences,offers,term-end}.ts",
  "electron/engine/audit/audit-sentence.ts",
  "electron/engine/backup/file-names.ts",
  "electron/engine/backup/rebuild/{lost-order,order-metadata}.ts",
  "electron/engine/catalog/{describe-issue,egg-environment,laravel-rules,located-json,offer}.ts",
  "electron/engine/checkout/session-params.ts",
  "electron/engine/endpoints/permission-words.ts",
  "electron/engine/event-acts/dry-run/change-sentences.ts",
  "electron/engine/events/{body-trouble,claims,diagnose,diagnosis-checks,diagnosis-words,diff-objects}.ts",
  "electron/engine/events/{event-detail-journey,event-types,ingest-pressure,judge-arrival,other-writings,read-event}.ts",
  "electron/engine/events/{refusal-limit,signature-header,webhook-secrets,wrapped-writings}.ts",
  "electron/engine/forward/{cli-command,cli-faults,cli-lines,forward-state,gap,heartbeat-event,recent-deliveries}.ts",
  "electron/engine/jobs/backoff.ts",
  "electron/engine/lifecycle/{applied,decide-*,match-plan,plan-target,subscription-facts}.ts",
  "electron/engine/mirror/node-room.ts",
  "electron/engine/orders/{customer-answer,line-items,moved,order-detail-links,order-detail-retry}.ts",
  "electron/engine/orders/{order-machines,server-build}.ts",
  "electron/engine/panel/{classify-fault,fault-cases,fault-sentences,mask-evidence,panel-fault,port-ranges}.ts",
  "electron/engine/panel/{read-answer,request-bodies}.ts",
  "electron/engine/provisioning/{chosen-port,contradiction,create-timing,install-verdict,new-server,panel-customer}.ts",
  "electron/engine/signature/{pasted-secret,prove,verdict,writer-of}.ts",
  "electron/engine/stripe/{object-paths,stripe-fault}.ts",
  "electron/engine/trace/{judge-*,repairs,trace-facts,trace-order,verdict,words}.ts",
  "shared/contract/event-query.ts",
  "shared/kernel/*.ts",
];

/** Pure and small ones beside the code, suites in one process, programs as a whole, and a browser in front of them. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    coverage: { include: PURE, reporter: ["text"], reportOnFailure: true, thresholds: { 100: true } },
    projects: [
      {
        test: {
          name: "unit",
          include: ["{shared,electron,renderer,scripts}/**/*.test.{ts,tsx,mjs}"],
          testTimeout: 10_000,
        },
      },
      {
        test: {
          name: "suites",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/{hosts,crash,e2e}/**"],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      { test: { name: "hosts", include: ["tests/hosts/**/*.test.ts"], ...ofTheBuild } },
      // Each test is a sandbox and an engine that dies and is started again; three of them keep two cores busy.
      {
        test: {
          name: "crash",
          include: ["tests/crash/**/*.test.ts"],
          fileParallelism: false,
          maxConcurrency: 3,
          testTimeout: 60_000,
        },
      },
      // One file at a time: a browser, an engine and a sandbox share two cores.
      { test: { name: "e2e", include: ["tests/e2e/**/*.test.ts"], fileParallelism: false, ...ofTheBuild } },
    ],
  },
});

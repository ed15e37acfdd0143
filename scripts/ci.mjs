import { STEPS } from "./ci/steps.mjs";
import { prepareTools } from "./prepare/prepare.mjs";
import { seconds } from "./prepare/terminal.mjs";

// `npm test`: everything that has to hold, from installing to a real browser. The last line is `N passed, N failed`.
const out = (text) => process.stdout.write(`${text}\n`);
const total = { passed: 0, failed: 0 };
const prepared = await prepareTools();
if (!prepared.ok) {
  out(prepared.says);
  total.failed = 1;
}
for (const [at, { name, run }] of (prepared.ok ? STEPS : []).entries()) {
  const startedAt = Date.now();
  out(`[${at + 1}/${STEPS.length}] ${name}`);
  const { passed, failed, says } = await run();
  if (says) out(says);
  out(`[${at + 1}/${STEPS.length}] ${name}: ${failed === 0 ? "ok" : "FAILED"}, ${seconds(startedAt)}\n`);
  total.passed += passed;
  total.failed += failed;
}
process.exitCode = total.failed === 0 ? 0 : 1;
out(`${total.passed} passed, ${total.failed} failed`);

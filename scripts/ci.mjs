import { STEPS } from "./ci/steps.mjs";
import { prepareTools } from "./prepare/prepare.mjs";
import { seconds } from "./prepare/terminal.mjs";

// `npm test`: everything that has to hold, from installing to a real browser. The last line is `N passed, N failed`.
const out = (text) => process.stdout.write(`${text}\n`);
const steps = [{ name: "Packages and Node", run: prepareTools }, ...STEPS];
const total = { passed: 0, failed: 0 };

for (const [at, { name, run }] of steps.entries()) {
  const startedAt = Date.now();
  const title = `[${at + 1}/${steps.length}] ${name}`;
  if (at > 0) out(title); // the first may go on in another Node, and would say it twice
  const { ok, passed = 0, failed = ok ? 0 : 1, says } = await run();
  if (says) out(says);
  out(`${title}: ${failed === 0 ? "ok" : "FAILED"}, ${seconds(startedAt)}\n`);
  total.passed += passed;
  total.failed += failed;
  if (at === 0 && failed > 0) break; // without packages there is nothing to run the others with
}
process.exitCode = total.failed === 0 ? 0 : 1;
out(`${total.passed} passed, ${total.failed} failed`);

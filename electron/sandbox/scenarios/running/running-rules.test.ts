import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openLabFile, type Running } from "./lab-file.ts";
import { runningRules } from "./running-rules.ts";

function newFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-lab-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, "lab.json");
}

function start(running: Partial<Running> = {}, file = newFile()) {
  const lab = openLabFile(file);
  lab.write({
    running: { names: ["webhook-never-sent"], seed: 1, intensity: 1, since: 0, ...running },
    counts: {},
    undo: [],
    customers: 0,
    lastRuns: {},
  });
  return { file, rules: runningRules(lab) };
}

const drawn = (rules: ReturnType<typeof runningRules>, count: number) =>
  Array.from({ length: count }, () => rules.hits(rules.of("delivery")[0]!));

test("the same seed hits the same ones, another seed others, and as many as the intensity says", () => {
  const [one, again, other] = [7, 7, 8].map((seed) => drawn(start({ seed, intensity: 0.3 }).rules, 200));
  expect(again).toEqual(one);
  expect(other).not.toEqual(one);
  expect(one!.filter(Boolean).length).toBeGreaterThan(40);
  expect(one!.filter(Boolean).length).toBeLessThan(80);
});

test("at full intensity all are hit, without a running scenario none", () => {
  expect(drawn(start().rules, 20)).not.toContain(false);
  const { rules, file } = start();
  const [rule] = rules.of("delivery");
  openLabFile(file);
  const stopped = openLabFile(file);
  stopped.write({ ...stopped.read(), running: null });
  expect(runningRules(stopped).hits(rule!)).toBe(false);
});

test("a process that comes back goes on where the last one ended", () => {
  const whole = drawn(start({ seed: 3, intensity: 0.5 }).rules, 20);
  const { file, rules } = start({ seed: 3, intensity: 0.5 });
  const first = drawn(rules, 9);
  const second = drawn(runningRules(openLabFile(file)), 11);
  expect([...first, ...second]).toEqual(whole);
});

test("rules of several scenarios stand beside each other and draw apart", () => {
  const names = ["webhook-never-sent", "webhook-delayed"];
  const { rules } = start({ names, intensity: 0.5 });
  expect(rules.of("delivery").map(({ key }) => key)).toEqual(["webhook-never-sent/0", "webhook-delayed/0"]);
  const [, delayed] = rules.of("delivery");
  const beside = Array.from({ length: 30 }, () => [rules.hits(rules.of("delivery")[0]!), rules.hits(delayed!)][1]);
  const alone = start({ names: ["webhook-delayed"], intensity: 0.5 }).rules;
  expect(drawn(alone, 30)).toEqual(beside);
});

test("a file that can't be read is a lab at rest", () => {
  const file = newFile();
  writeFileSync(file, "{");
  expect(openLabFile(file).read().running).toBeNull();
});

import { expect, test } from "vitest";
import { humanLine } from "./human-line.ts";
import { openLog } from "./host-log.ts";

test("a secret leaves by no field, message or stack", () => {
  const lines: string[] = [];
  const log = openLog((line) => lines.push(line), false);
  log.hide(["between us", null]);
  log.error(
    { err: new Error("between us: sk_test_4eC39HqLyj"), headers: { authorization: "plain" } },
    "said between us",
  );

  expect(lines.join("")).not.toMatch(/between us|4eC39|plain/);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: 50, msg: "said [secret]" });
});

test("a person reads time, level, sentence and facts", () => {
  const line = JSON.stringify({
    level: 40,
    time: 0,
    msg: "The panel is slow.",
    ms: 900,
    err: { stack: "Error: x\n  at y" },
  });
  expect(humanLine(line)).toMatch(/^\d\d:\d\d:\d\d WARN {2}The panel is slow\. ms=900\n {9}Error: x\n {11}at y\n$/);
  expect(humanLine("not JSON\n")).toBe("not JSON\n");
});

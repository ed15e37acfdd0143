import { os } from "@orpc/server";
import { RPCHandler } from "@orpc/server/fetch";
import { expect, test } from "vitest";
import { openLog } from "../log/host-log.ts";
import { maskingUnknownErrors } from "./mask-errors.ts";

const router = {
  broken: os.handler(() => {
    throw new Error("the disk at /secret/place is gone");
  }),
  refused: os.errors({ ORDER_NOT_FOUND: { status: 404 } }).handler(({ errors }) => {
    throw errors.ORDER_NOT_FOUND();
  }),
  stream: os.handler(async function* () {
    yield 1;
    throw new Error("the disk at /secret/place is gone");
  }),
};

function handle(path: string) {
  const lines: string[] = [];
  const handler = new RPCHandler(router, {
    clientInterceptors: [maskingUnknownErrors(openLog((line) => lines.push(line), false))],
  });
  const answer = handler.handle(new Request(`http://engine/${path}`, { method: "POST" }), { context: {} });
  return { lines, text: answer.then(({ response }) => response?.text()) };
}

test("what a procedure refuses with passes, and is no matter for the log", async () => {
  const { text, lines } = handle("refused");
  expect(await text).toContain("ORDER_NOT_FOUND");
  expect(lines).toEqual([]);
});

test.each(["broken", "stream"])("an unknown error (%s) leaves as an id under which the log has it", async (path) => {
  const { text, lines } = handle(path);
  const said = await text;
  expect(said).toContain("INTERNAL");
  expect(said).not.toContain("/secret/place");
  const id = /under (\w{8})\./.exec(said ?? "")?.[1];
  expect(lines.join("")).toContain(`"id":"${id}"`);
  expect(lines.join("")).toContain("/secret/place");
});

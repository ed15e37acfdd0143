import { expect, test } from "vitest";
import type { KeyStoreAsked } from "./engine-messages.ts";
import { sealByMessages } from "./seal-by-messages.ts";

test("each wish gets the answer of its own number, in whichever order main answers", async () => {
  const asked: KeyStoreAsked[] = [];
  const seal = sealByMessages((message) => asked.push(message));
  const sealed = seal.seal("plain");
  const opened = seal.open("closed");
  expect(asked.map(({ kind, text }) => `${kind} ${text}`)).toEqual(["seal plain", "open closed"]);
  const [first, second] = asked.map(({ id }) => id);
  seal.answered({ kind: "key_store", id: second!, text: null });
  seal.answered({ kind: "key_store", id: first!, text: "closed now" });
  seal.answered({ kind: "key_store", id: "another", text: "nobody's" });
  expect(await Promise.all([sealed, opened])).toEqual(["closed now", null]);
});

import { expect, test } from "vitest";
import { bodyTrouble } from "./body-trouble.ts";

test.each([
  ['{"id":"evt_1","data":{"object":{"id":"cs_1"}', "after its first objects have ended"],
  ['{"id":"evt_1","items":[1,2],"note":"a \\" and a } in a te', "in the middle of a text"],
])("%s was cut off, %s", (text) => {
  expect(bodyTrouble(Buffer.from(text), false)).toMatchObject({ code: "BODY_TRUNCATED" });
});

test.each([['{"order":{"id":7},"lines":[]}'], ['{"a":{}} and more'], ["not JSON"]])(
  "%s is no event, and was not cut off",
  (text) => {
    expect(bodyTrouble(Buffer.from(text), false)).toBeNull();
  },
);

import { encode } from "uqr";
import { expect, test } from "vitest";
import { qrPath } from "./qr-path.ts";

test("the path covers exactly the dark modules", () => {
  const url = "https://checkout.stripe.com/c/pay/cs_test_b1Xh3kPq8YtVn2Rz6Lw0Ed4Ma9Js5Cg7Uf";
  const { data } = encode(url, { ecc: "M", border: 2 });
  const drawn = new Set<string>();
  const { size, path } = qrPath(url);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g))
    for (let column = 0; column < Number(width); column += 1) drawn.add(`${Number(x) + column} ${y}`);
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`${x} ${y}`] : [])));
  expect(size).toBe(data.length);
  expect(drawn).toEqual(new Set(dark));
});

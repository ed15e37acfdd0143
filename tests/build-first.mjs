import { build } from "../scripts/prepare/build.mjs";

/** These tests start the built programs; a stale build would be tested in place of the sources. */
export async function setup() {
  const built = await build();
  if (!built.ok) throw new Error(built.says);
}

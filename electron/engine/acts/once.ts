import type { Db } from "../store/open-store.ts";

/** What a console asked for under this id before came to; null where it is new, or has no id. Run it in the act's transaction. */
export async function cameTo(tx: Db, requestId: string | null): Promise<string | null> {
  if (requestId === null) return null;
  const row = await tx.selectFrom("act_requests").select("subject").where("id", "=", requestId).executeTakeFirst();
  return row?.subject ?? null;
}

/** Notes what an act came to, so that asked again it is not done again. */
export async function noteRequest(
  tx: Db,
  requestId: string | null,
  { act, subject, at }: { readonly act: string; readonly subject: string; readonly at: number },
): Promise<void> {
  if (requestId === null) return;
  await tx.insertInto("act_requests").values({ id: requestId, act, subject, at }).execute();
}

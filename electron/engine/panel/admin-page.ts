import type { EngineOptions } from "../ports.ts";

/** A server's page in the panel's admin area, where this kind of panel has it; null without a panel's address. */
export function adminPageOf({ url, kind }: EngineOptions["panel"], serverId: number): string | null {
  if (url === null) return null;
  const path = kind === "pelican" ? `/admin/servers/${serverId}/edit` : `/admin/servers/view/${serverId}`;
  return `${url.replace(/\/+$/, "")}${path}`;
}

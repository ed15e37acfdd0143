import type { Sandbox } from "../../../electron/sandbox/start-sandbox.ts";

/** An answer as a client sees it. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  readonly ms: number;
}

/** A shop's own requests to both sides, and the line of each: method, path without ids, status. */
export interface WireClient {
  readonly lines: string[];
  stripe(method: string, path: string, form?: Record<string, string>): Promise<Answered>;
  panel(method: string, path: string, body?: object): Promise<Answered>;
}

export function wireClient({ stripe, panel, keys }: Sandbox): WireClient {
  const lines: string[] = [];
  const ask = async (line: string, url: string, init: RequestInit): Promise<Answered> => {
    const begun = performance.now();
    const answer = await fetch(url, init);
    const text = await answer.text();
    const body = (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
    lines.push(`${line} ${answer.status} ${codeOf(body)}`.trimEnd());
    return { status: answer.status, headers: answer.headers, body, ms: performance.now() - begun };
  };
  return {
    lines,
    stripe: (method, path, form) =>
      ask(`${method} ${withoutIds(path)}`, stripe + path, {
        method,
        headers: { authorization: `Bearer ${keys.stripe_secret_key}` },
        ...(form ? { body: new URLSearchParams(form) } : {}),
      }),
    panel: (method, path, body) =>
      ask(`${method} ${withoutIds(path)}`, `${panel}/api/application${path}`, {
        method,
        headers: {
          authorization: `Bearer ${keys.panel_api_key}`,
          accept: "application/json",
          "content-type": "application/json",
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
  };
}

/** The error's code, as the one side or the other writes it. */
function codeOf(body: Record<string, unknown>): string {
  const { error, errors } = body as {
    error?: { code?: string; type?: string };
    errors?: { code: string; meta?: { source_field: string } }[];
  };
  return error
    ? (error.code ?? error.type ?? "")
    : (errors ?? []).map(({ code, meta }) => meta?.source_field ?? code).join(",");
}

/** What differs from run to run is replaced: ids of both sides, and our own. */
export const withoutIds = (text: string): string =>
  text
    .replaceAll(/\b(cs|ch|cus|evt|in|ord|pi|pm|re|si|sub|we)_[A-Za-z0-9_-]{8,}/g, "$1_…")
    .replaceAll(/\/\d+(?=\/|$|\?)/g, "/…");

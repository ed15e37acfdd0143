import { createHash, timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import os from "node:os";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
const isLoopback = (host: string) => host === "localhost" || host === "::1" || host.startsWith("127.");
const isAnyAddress = (host: string) => host === "0.0.0.0" || host === "::";

/** How a host stands in a URL: IPv6 addresses in brackets. */
export const inUrl = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host);

/**
 * Whether a `Host` header names this listener. A name that somebody points at 127.0.0.1 (DNS rebinding) must not open
 * the console to their pages, so it is the bound name, or loopback's names, or, when bound to every address, an address
 * or this machine's name.
 */
export function hostCheck(boundHost: string, port: number): (header: string | undefined) => boolean {
  const names = new Set([inUrl(boundHost).toLowerCase()]);
  if (isLoopback(boundHost) || isAnyAddress(boundHost)) for (const name of LOOPBACK) names.add(name);
  if (isAnyAddress(boundHost)) names.add(os.hostname().toLowerCase());
  return (header) => {
    if (!header || !URL.canParse(`http://${header}`)) return false;
    const { hostname, port: given, host } = new URL(`http://${header}`);
    if (host === "" || Number(given || 80) !== port) return false;
    return names.has(hostname) || (isAnyAddress(boundHost) && isIP(hostname.replaceAll(/[[\]]/g, "")) !== 0);
  };
}

/** Whether a page of `origin` is the console itself. Programs send no origin; browsers can't leave it out. */
export const originIsOurs = (origin: string | undefined, host: string | undefined): boolean =>
  origin === undefined || origin === `http://${host}`;

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Compares in a time that tells nothing about the token. */
export function tokenCheck(token: string): (given: string | undefined) => boolean {
  const expected = digest(token);
  return (given) => given !== undefined && timingSafeEqual(digest(given), expected);
}

/** One name a port: cookies do not tell ports apart, and several environments may run on one machine. */
export const cookieName = (port: number): string => `waybill_console_${port}`;

/** The value of one cookie of a `Cookie` header. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

const TOKEN_PROTOCOL = "waybill.token.";

/** What a program offers as websocket subprotocol in place of the cookie. */
export function protocolToken(header: string | undefined): string | undefined {
  const offered = (header ?? "").split(",").map((protocol) => protocol.trim());
  return offered.find((protocol) => protocol.startsWith(TOKEN_PROTOCOL))?.slice(TOKEN_PROTOCOL.length);
}

export const bearerToken = (header: string | undefined): string | undefined =>
  /^Bearer +(\S+)$/i.exec(header ?? "")?.[1];

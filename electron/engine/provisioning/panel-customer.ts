import { createHash } from "node:crypto";

/**
 * The panel's external id of a customer. The panel compares external ids without case, accents and trailing spaces, and a
 * `/` breaks its route: an id that could be taken for another's, or has more than plain characters, becomes a readable part
 * and a hash. Pure; the same user id gives the same external id for ever.
 */
export function externalIdOf(userId: string): string {
  if (/^[a-z0-9][a-z0-9._:@-]{0,189}$/.test(userId)) return userId;
  const readable = userId
    .toLowerCase()
    .replace(/[^a-z0-9._@-]+/g, "-")
    .slice(0, 60);
  return `${readable}-${hashOf(userId, 16)}`;
}

const SHORTEST = 3;
const LONGEST = 32;

/**
 * The `nth` (from 0) username to try for an e-mail address, valid by the panel's rule: three characters or more of
 * `a-z 0-9 _ . -`, first and last one a letter or digit. The first is the readable part of the address; the ones after it
 * carry a piece of a hash, so that two shops' "info" can both be made. Pure.
 */
export function usernameOf(email: string, nth: number): string {
  const local = email.slice(0, Math.max(email.lastIndexOf("@"), 0)) || email;
  const plain = local
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9_.-]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");
  const readable = plain === "" ? "player" : plain;
  const isLikeNobodyElse = nth === 0 && plain.length >= SHORTEST;
  return isLikeNobodyElse ? plain : `${readable}-${hashOf(`${email.toLowerCase()} ${nth}`, 6)}`;
}

/** First and last name, neither empty (the panel refuses that); the address stands in for a name that was never given. Pure. */
export function namesOf(name: string | null, email: string): { readonly firstName: string; readonly lastName: string } {
  const words = (name ?? "").trim().split(/\s+/).filter(Boolean);
  const firstName = words[0] ?? (email.split("@")[0] || "Customer");
  const lastName = words.slice(1).join(" ") || "Customer";
  return { firstName: firstName.slice(0, 191), lastName: lastName.slice(0, 191) };
}

const hashOf = (text: string, digits: number): string =>
  createHash("sha256").update(text).digest("hex").slice(0, digits);

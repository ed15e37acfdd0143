import path from "node:path";
import { z } from "zod";

/** The message of a refusal begins where the setting's name ends: "is not a port: give …". */
const refused = (says: string) => ({ message: says });

export const port = z
  .string()
  .regex(/^\d{1,5}$/, refused("is not a port: give a number from 0 to 65535, 0 picks a free one"))
  .transform(Number)
  .refine((value) => value <= 65_535, refused("is not a port: give a number from 0 to 65535, 0 picks a free one"));

export const host = z
  .string()
  .regex(/^[A-Za-z0-9.:_-]{1,253}$/, refused("is not a host: give a name or an address such as 127.0.0.1"));

export const folder = z
  .string()
  .refine((value) => !value.includes("\0"), refused("is not a path"))
  .transform((value) => path.resolve(value));

/** Goes into a URL, a cookie and a websocket subprotocol as it is. */
export const consoleToken = z
  .string()
  .regex(/^[A-Za-z0-9._~-]{8,256}$/, refused("is not a token: give 8 to 256 letters, digits, dots, dashes"));

const readUrl = (value: string) => (URL.canParse(value) ? new URL(value) : null);
const isWeb = (url: URL) => url.protocol === "http:" || url.protocol === "https:";
const isBare = (url: URL) => url.username === "" && url.password === "" && url.search === "" && url.hash === "";

/** An http(s) address without user, query and fragment; the value has no slash at its end. */
export const address = z
  .string()
  .refine((value) => {
    const url = readUrl(value);
    return url !== null && isWeb(url) && isBare(url);
  }, refused("is not an address: give one such as https://panel.example.com"))
  .transform((value) => new URL(value).href.replace(/\/+$/, ""));

/** Scheme, host and port alone, as browsers send it in `Origin`. */
export const origin = address
  .refine((value) => new URL(value).pathname === "/", refused("has a path: give scheme, host and port alone"))
  .transform((value) => new URL(value).origin);

/** A key set's address may have a query. */
export const keySetAddress = z.string().refine((value) => {
  const url = readUrl(value);
  return url !== null && isWeb(url);
}, refused("is not an address: give one such as https://shop.example.com/.well-known/jwks.json"));

/** `a, b,` → `["a", "b"]`, each checked by `item`. */
export const listOf = <T>(item: z.ZodType<T, string>) =>
  z
    .string()
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    )
    .pipe(z.array(item).min(1, refused("is empty: give a value, or unset it")));

const unspaced = z.string().regex(/^\S+$/, refused("has a space or a line break in it: copy it again"));

export const stripeKey = unspaced.refine(
  (key) => !key.startsWith("pk_"),
  refused("is a publishable key: give the secret key, sk_… or rk_…"),
);

export const webhookSecret = unspaced.refine(
  (secret) => secret.startsWith("whsec_"),
  refused("is not a signing secret: each begins with whsec_"),
);

export const panelKind = z.enum(
  ["pterodactyl", "pelican"],
  refused("is not a panel that Waybill knows: choose pterodactyl or pelican"),
);

export const panelKey = unspaced.refine(
  (key) => !/^(ptlc|pacc)_/.test(key),
  refused("is a client key: make an application key in the panel, and give that"),
);

export const secretText = z.string().min(1);

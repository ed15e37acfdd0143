import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";

/** The customer a storefront's token speaks for. */
export interface Caller {
  readonly userId: string;
  readonly email: string | null;
  readonly name: string | null;
}

export interface TokenRefused {
  readonly status: 401 | 503;
  readonly code: "TOKEN_MISSING" | "TOKEN_REFUSED" | "TOKEN_EXPIRED" | "TOKEN_UNCHECKABLE";
  readonly says: string;
}

export type Authenticate = (authorization: string | undefined) => Promise<Result<Caller, TokenRefused>>;

/**
 * Checks storefront tokens: HS256 with the shared secret, or RS256, ES256, EdDSA by the key set; any other algorithm, and
 * `none`, is refused. The subject is the customer's id.
 */
export function bearerAuthentication(config: {
  readonly jwtSecret: string | null;
  readonly jwksUrl: string | null;
  readonly now: () => number;
}): Authenticate {
  const verify = verifierOf(config);
  return async (authorization) => {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
    if (!token) return refused(401, "TOKEN_MISSING", "Send the customer's token as Authorization: Bearer <token>.");
    if (!verify)
      return refused(
        401,
        "TOKEN_REFUSED",
        "No storefront tokens are accepted: WAYBILL_JWT_SECRET or WAYBILL_JWKS_URL is not set.",
      );
    try {
      return callerOf(await verify(token));
    } catch (cause) {
      return refusalOf(cause);
    }
  };
}

function verifierOf({ jwtSecret, jwksUrl, now }: Parameters<typeof bearerAuthentication>[0]) {
  const at = () => ({ currentDate: new Date(now()) });
  if (jwtSecret) {
    const key = new TextEncoder().encode(jwtSecret);
    return async (token: string) => (await jwtVerify(token, key, { algorithms: ["HS256"], ...at() })).payload;
  }
  if (!jwksUrl) return undefined;
  const keys = createRemoteJWKSet(new URL(jwksUrl));
  return async (token: string) =>
    (await jwtVerify(token, keys, { algorithms: ["RS256", "ES256", "EdDSA"], ...at() })).payload;
}

function callerOf(claims: JWTPayload): Result<Caller, TokenRefused> {
  const subject = claims.sub ?? text(claims["user_id"]) ?? text(claims["id"]);
  if (!subject || subject.length > 191)
    return refused(401, "TOKEN_REFUSED", "The token names no customer: it has no sub.");
  return ok({ userId: subject, email: text(claims["email"]) ?? null, name: text(claims["name"]) ?? null });
}

const text = (claim: unknown): string | undefined => (typeof claim === "string" && claim !== "" ? claim : undefined);

function refusalOf(cause: unknown): Result<Caller, TokenRefused> {
  if (cause instanceof errors.JWTExpired) return refused(401, "TOKEN_EXPIRED", "The token has expired. Sign in again.");
  const checked = cause instanceof errors.JOSEError && !(cause instanceof errors.JWKSTimeout);
  if (checked) return refused(401, "TOKEN_REFUSED", "The token was not made by this shop, or was changed.");
  return refused(503, "TOKEN_UNCHECKABLE", "The key set that checks tokens can't be read. Try again in a moment.");
}

const refused = (status: 401 | 503, code: TokenRefused["code"], says: string) => err({ status, code, says });

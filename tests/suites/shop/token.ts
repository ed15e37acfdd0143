import { SignJWT } from "jose";

/** A storefront token for `subject`, as a shop front would make it. */
export function tokenFor(secret: string, subject: string): Promise<string> {
  return new SignJWT({ email: `${subject}@example.com`, name: "Test Customer" })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime("5m")
    .sign(new TextEncoder().encode(secret));
}

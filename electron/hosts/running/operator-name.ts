import os from "node:os";

/** Who acts, for the audit: the account that runs Waybill. */
export function operatorName(): string {
  try {
    return os.userInfo().username;
  } catch {
    return "operator"; // an account without an entry, as in some containers
  }
}

import { safeStorage } from "electron";
import type { Seal } from "../secrets/signing-secrets.ts";

/** The system's key store. Where Chromium would only hide a text behind a fixed word it counts as not there. */
export const keyStore: Seal = {
  seal: (text) =>
    orNull(async () => ((await isThere()) ? (await safeStorage.encryptStringAsync(text)).toString("base64") : null)),
  open: (sealed) => orNull(async () => (await safeStorage.decryptStringAsync(Buffer.from(sealed, "base64"))).result),
};

const isThere = async (): Promise<boolean> =>
  !(process.platform === "linux" && safeStorage.getSelectedStorageBackend() === "basic_text") &&
  (await safeStorage.isAsyncEncryptionAvailable());

/** A key store that is locked, or lost its key, throws: that is an answer, too. */
const orNull = (ask: () => Promise<string | null>): Promise<string | null> => ask().catch(() => null);

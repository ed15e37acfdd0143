import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import samples from "./packing-dictionary.json" with { type: "json" };

/**
 * What a packed value begins with, and the dictionary that it names. A dictionary is never edited once released: rows that
 * were packed with it could not be read any more. A better one is added under the next number.
 */
const FORMAT = 1;

/** Stripe posts its events indented by two; those that it lists are kept without blanks. Both are met often. */
const dictionary = Buffer.from(
  [...samples.events.map((event) => JSON.stringify(event)), JSON.stringify(samples.headers)].join("\n") +
    samples.events.map((event) => JSON.stringify(event, null, 2)).join("\n"),
);
const LEVEL = { [constants.ZSTD_c_compressionLevel]: 9 };

/** A text packed for keeping: one byte that names the format, then zstd with the dictionary of Stripe's shapes. */
export function packText(text: string): Buffer {
  return Buffer.concat([Buffer.of(FORMAT), zstdCompressSync(text, { dictionary, params: LEVEL })]);
}

/** The text of {@link packText}, byte for byte. Throws where a newer program packed it, or the bytes are damaged. */
export function unpackText(packed: Uint8Array): string {
  if (packed[0] !== FORMAT) throw new Error(`packed by a newer program: format ${packed[0]}`);
  return zstdDecompressSync(packed.subarray(1), { dictionary }).toString("utf8");
}

/** An event's payload as it arrived, whether its row is packed or plain. */
export const payloadText = (row: { readonly payload: string; readonly payload_packed: Uint8Array | null }): string =>
  row.payload_packed ? unpackText(row.payload_packed) : row.payload;

/** A request's headers as JSON, whether its row is packed or plain. */
export const headersText = (row: { readonly headers: string; readonly headers_packed: Uint8Array | null }): string =>
  row.headers_packed ? unpackText(row.headers_packed) : row.headers;

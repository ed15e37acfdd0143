import { encode } from "uqr";

export interface QrPath {
  /** Modules a side, the quiet zone included. */
  readonly size: number;
  /** An SVG path over every dark module, a unit each. */
  readonly path: string;
}

/** A text as a QR code to draw: one run of dark modules is one piece of the path. */
export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: "M", border: 2 });
  const pieces = data.flatMap((row, y) =>
    row.flatMap((dark, x) => {
      if (!dark || row[x - 1] === true) return [];
      const end = row.indexOf(false, x);
      return [`M${x} ${y}h${(end === -1 ? row.length : end) - x}v1H${x}z`];
    }),
  );
  return { size, path: pieces.join("") };
}

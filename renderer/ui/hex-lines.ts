const WIDTH = 16;

/** Bytes as one reads them in a dump: where, sixteen in hex, and what of them is printable ASCII. */
export interface HexLine {
  readonly offset: string;
  readonly hex: string;
  readonly text: string;
}

/** The dump of `bytes`, at most so many lines of it. */
export function hexLines(bytes: Uint8Array, atMost: number): readonly HexLine[] {
  const count = Math.min(atMost, Math.ceil(bytes.length / WIDTH));
  return Array.from({ length: count }, (_, line) => {
    const part = [...bytes.subarray(line * WIDTH, (line + 1) * WIDTH)];
    return {
      offset: (line * WIDTH).toString(16).padStart(6, "0"),
      hex: part.map((byte) => byte.toString(16).padStart(2, "0")).join(" "),
      text: part.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : ".")).join(""),
    };
  });
}

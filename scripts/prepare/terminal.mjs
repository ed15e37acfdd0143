/** Says a line to the person at the terminal. Always stderr: stdout belongs to the program that is started. */
export const say = (text) => process.stderr.write(`${text}\n`);

/** `3.2 s`, since `startedAt` (epoch ms). */
export const seconds = (startedAt) => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;

/**
 * One line that tells how far a long step is: rewritten in place on a terminal, a new line now and then in a log.
 * @param {string} what begins each line
 */
export function progressLine(what, { everyMs = 10_000, stream = process.stderr } = {}) {
  const startedAt = Date.now();
  let saidAt = startedAt;
  const draw = (text, end) => stream.write(stream.isTTY ? `\r${text}\x1b[K${end}` : `${text}\n`);
  if (!stream.isTTY) stream.write(`${what}\n`);
  return {
    /** @param {string} howFar such as `120 of 370` */
    update(howFar) {
      if (!stream.isTTY && Date.now() - saidAt < everyMs) return;
      saidAt = Date.now();
      draw(`${what}  ${howFar}  ${seconds(startedAt)}`, "");
    },
    /** @param {string} [result] such as `done` */
    end(result = "done") {
      draw(`${what}  ${result}, ${seconds(startedAt)}`, "\n");
    },
  };
}

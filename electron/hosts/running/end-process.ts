/** Says one sentence on stderr and ends with `code`; what was said is out before. */
export function endProcess(says: string, code: number): void {
  process.stderr.write(`${says}\n`, () => process.exit(code));
}

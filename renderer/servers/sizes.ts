/** Mebibytes as people read them: `512 MB`, `8 GB`, `1.5 TB`. Binary throughout, as the panel counts. */
export function formatMb(mb: number): string {
  if (mb < 1024) return `${mb} MB`;
  const gb = mb / 1024;
  if (gb < 1000) return `${Number.isInteger(gb) || gb >= 100 ? Math.round(gb) : gb.toFixed(1)} GB`;
  return `${(gb / 1024).toFixed(1)} TB`;
}

/** What is left of a total, in the total's unit: `21 of 307 GB free`. */
export function freeOf(taken: number, total: number): string {
  const free = formatMb(Math.max(0, total - taken));
  const all = formatMb(total);
  const [freeNumber, freeUnit] = free.split(" ");
  return all.endsWith(freeUnit ?? "") ? `${freeNumber} of ${all} free` : `${free} of ${all} free`;
}

/** How far a node promises more than it has: `256 GB + 20 %`, or `none`. */
export function overallocation(physical: number, total: number): string {
  if (physical <= 0 || total <= physical) return "none";
  return `${formatMb(physical)} + ${Math.round((total / physical - 1) * 100)} %`;
}

/** A share of the processor, 100 a core: `2 cores`, `1.5 cores`, or `all cores` for the panel's 0. */
export function formatCores(cpuPercent: number): string {
  if (cpuPercent === 0) return "all cores";
  return `${cpuPercent / 100} ${cpuPercent === 100 ? "core" : "cores"}`;
}

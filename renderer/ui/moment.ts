const two = (n: number): string => String(n).padStart(2, "0");
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();
const day = (date: Date): string => `${date.getDate()} ${MONTHS[date.getMonth()]}`;
const minutes = (date: Date): string => `${two(date.getHours())}:${two(date.getMinutes())}`;

/** The time of day, local, to the second: `14:42:07`. Takes epoch ms, as all of these do. */
export function clockTime(at: number): string {
  const date = new Date(at);
  return `${minutes(date)}:${two(date.getSeconds())}`;
}

/** The time of day to the millisecond, for what is compared line by line: `14:41:36.204`. */
export const exactTime = (at: number): string =>
  `${clockTime(at)}.${String(new Date(at).getMilliseconds()).padStart(3, "0")}`;

/** An arrival in a table: exact today, else the day and the minute: `24 Nov 14:41`. */
export function arrivalTime(at: number, now: number): string {
  const date = new Date(at);
  return sameDay(date, new Date(now)) ? exactTime(at) : `${day(date)} ${minutes(date)}`;
}

/** Hour and minute, with the day in front where it isn't today: `14:39`, `24 Nov 14:39`. */
export function shortTime(at: number, now: number): string {
  const date = new Date(at);
  return sameDay(date, new Date(now)) ? minutes(date) : `${day(date)} ${minutes(date)}`;
}

/** When something ends, as one says it: `today 14:42`, `tomorrow 14:42`, `27 Nov 14:42`. */
export function dueTime(at: number, now: number): string {
  const date = new Date(at);
  const today = new Date(now);
  const tomorrow = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1);
  if (sameDay(date, today)) return `today ${minutes(date)}`;
  if (sameDay(date, tomorrow)) return `tomorrow ${minutes(date)}`;
  return `${day(date)} ${minutes(date)}`;
}

/** The whole of it, for a tooltip: `24 Nov 2026, 14:41:36.204`. */
export const fullTime = (at: number): string => `${day(new Date(at))} ${new Date(at).getFullYear()}, ${exactTime(at)}`;

/** The day with its year, for clocks that are far from now: `24 Nov 2026`. */
export const fullDay = (at: number): string => `${day(new Date(at))} ${new Date(at).getFullYear()}`;

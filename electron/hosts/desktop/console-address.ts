export const CONSOLE_SCHEME = "app";
export const CONSOLE_HOST = "console";

/** Where the window's page comes from: the built console, or the development server that was named. */
export const consoleAddress = (devServer: string | undefined): string =>
  devServer ?? `${CONSOLE_SCHEME}://${CONSOLE_HOST}/index.html`;

/** Scheme and host of an address. `URL.origin` says "null" for schemes of one's own. */
export function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}

/** Whether a link may leave for the system's browser: the web over TLS, and the named origins, such as the sandbox's pages. */
export function mayOpenOutside(address: string, openable: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && openable.includes(originOf(address) ?? ""));
}

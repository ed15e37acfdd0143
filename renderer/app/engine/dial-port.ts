import { RPCLink } from "@orpc/client/message-port";
import type { Dial, Line } from "./line.ts";

/** How long the desktop's main process may take to hand over a port before it is asked again. */
const ANSWER_MS = 5000;

/**
 * The desktop's way: the page asks, main brokers a MessagePort to the engine, preload posts it into the page. A port
 * that comes unasked (the engine restarted) replaces the one in use.
 */
export function dialPort(page: Window = window): Dial {
  const arrived: MessagePort[] = [];
  let wake: (() => void) | null = null;
  page.addEventListener("message", (event) => {
    const [port] = event.ports;
    if (event.source !== page || event.data !== "waybill:port" || port === undefined) return;
    arrived.push(port);
    wake?.();
  });
  const nextPort = (): Promise<void> => new Promise((resolve) => (wake = resolve));

  return async () => {
    if (arrived.length === 0) {
      const answered = nextPort();
      page.postMessage("waybill:connect", page.location.origin);
      await Promise.race([answered, new Promise((resolve) => setTimeout(resolve, ANSWER_MS))]);
    }
    const port = arrived.pop();
    arrived.length = 0;
    if (port === undefined) throw new Error("the desktop handed over no port");
    return openLine(port, nextPort());
  };
}

function openLine(port: MessagePort, replaced: Promise<void>): Line {
  const link = new RPCLink({ port });
  const closed = new Promise<void>((lost) => {
    port.addEventListener("close", () => lost());
    void replaced.then(() => {
      port.close();
      // The end that closes is not told; the link fails its calls when it is.
      return port.dispatchEvent(new Event("close"));
    });
  });
  port.start();
  return { link, closed };
}

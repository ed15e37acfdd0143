import { RPCLink } from "@orpc/client/websocket";
import type { Dial } from "./line.ts";

/** The headless host's way: a WebSocket to `/rpc` on the page's own origin; its cookie says who asks. */
export const dialSocket: Dial = () =>
  new Promise((resolve, reject) => {
    const address = new URL("/rpc", window.location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    // Made before anybody else hears of the close: its calls have to have failed when the rest learns that it is lost.
    const link = new RPCLink({ websocket: socket });
    const closed = new Promise<void>((lost) => {
      socket.addEventListener("close", () => {
        reject(new Error("the socket closed before it opened"));
        lost();
      });
    });
    socket.addEventListener("open", () => resolve({ link, closed }));
  });

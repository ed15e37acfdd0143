import { create } from "zustand";
import { EngineGone } from "../explain.ts";
import { dialPort } from "./dial-port.ts";
import { dialSocket } from "./dial-socket.ts";
import { keepConnected } from "./keep-connected.ts";
import type { EngineLink, Line } from "./line.ts";

declare global {
  interface Window {
    /** There only in the desktop's window. */
    readonly waybill?: { readonly host: "desktop"; readonly platform: string };
  }
}

/** Whether an engine answers. `epoch` counts the lines: a new one means that whatever was pushed meanwhile was missed. */
export interface Connection {
  readonly phase: "connecting" | "open" | "gone";
  readonly epoch: number;
}

export const useConnection = create<Connection>(() => ({ phase: "connecting", epoch: 0 }));

let current: EngineLink | null = null;

/** The link in use; throws {@link EngineGone} while there is none. */
export function engineLink(): EngineLink {
  if (current === null) throw new EngineGone();
  return current;
}

/** Connects to the engine by the way that this host has, and again whenever it is lost. */
export function connectEngine(): void {
  const dial = window.waybill === undefined ? dialSocket : dialPort();
  void keepConnected(dial, { onOpen, onLost }, pause);
}

const pause = (ms: number) => new Promise<"go on">((resolve) => setTimeout(() => resolve("go on"), ms));

function onOpen({ link }: Line): void {
  current = link;
  useConnection.setState(({ epoch }) => ({ phase: "open", epoch: epoch + 1 }));
}

function onLost(): void {
  current = null;
  useConnection.setState({ phase: "gone" });
}

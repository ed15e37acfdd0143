import { create } from "zustand";
import type { StatusTone } from "../app/theme.ts";

export interface Toast {
  readonly id: number;
  readonly tone: StatusTone;
  readonly title: string;
  readonly says?: string;
  /** The next useful act. */
  readonly act?: { readonly label: string; readonly run: () => void };
}

/** Errors stay until they are closed, the rest for this long. */
const SHOWN_MS = 8000;
const AT_MOST = 4;

let lastId = 0;

export const useToasts = create<{ readonly shown: readonly Toast[] }>(() => ({ shown: [] }));

/** Shows a result. One that is bad stays until somebody closes it. */
export function toast(given: Omit<Toast, "id">): void {
  lastId += 1;
  const id = lastId;
  useToasts.setState(({ shown }) => ({ shown: [...shown, { ...given, id }].slice(-AT_MOST) }));
  if (given.tone !== "bad") setTimeout(() => closeToast(id), SHOWN_MS);
}

export const closeToast = (id: number): void =>
  useToasts.setState(({ shown }) => ({ shown: shown.filter((one) => one.id !== id) }));

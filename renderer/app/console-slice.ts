import type { StateCreator } from "zustand";

const LETTER_KEYS = "waybill-letter-keys";

/** What belongs to the whole console: its keys, and whether the pane was asked to take the focus. */
export interface ConsoleSlice {
  readonly keysShown: boolean;
  readonly showKeys: (shown: boolean) => void;
  /** Whether single letters are keys; kept on this machine. */
  readonly letterKeys: boolean;
  readonly setLetterKeys: (on: boolean) => void;
  /** Set by Enter on a row; the pane takes the focus and clears it. */
  readonly paneWantsFocus: boolean;
  readonly focusPane: (wanted: boolean) => void;
}

export const createConsoleSlice: StateCreator<ConsoleSlice, [], [], ConsoleSlice> = (set) => ({
  keysShown: false,
  showKeys: (keysShown) => set({ keysShown }),
  letterKeys: localStorage.getItem(LETTER_KEYS) !== "off",
  setLetterKeys: (letterKeys) => {
    localStorage.setItem(LETTER_KEYS, letterKeys ? "on" : "off");
    set({ letterKeys });
  },
  paneWantsFocus: false,
  focusPane: (paneWantsFocus) => set({ paneWantsFocus }),
});

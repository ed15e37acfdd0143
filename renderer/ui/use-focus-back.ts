import { useLayoutEffect } from "react";

/** Whatever had the focus when the component came gets it back when it goes, if it is still there. */
export function useFocusBack(): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
}

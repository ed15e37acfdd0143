import { useNavigate } from "@tanstack/react-router";
import { useKeys } from "../keys/keys.ts";
import { useConsole } from "../store.ts";

/** The keys that work on every page. */
export function useShellKeys(): void {
  const navigate = useNavigate();
  const showKeys = useConsole((state) => state.showKeys);
  useKeys({
    "g o": () => void navigate({ to: "/orders" }),
    "g e": () => void navigate({ to: "/events" }),
    "g s": () => void navigate({ to: "/servers" }),
    "g ,": () => void navigate({ to: "/settings" }),
    n: () => void navigate({ to: ".", search: (now: object) => ({ ...now, new: 1 as const }) }),
    "?": () => showKeys(true),
    "/": () => {
      const field = document.querySelector<HTMLInputElement>("[data-filter] input, input[data-filter]");
      field?.select();
      field?.focus();
      return field !== null;
    },
  });
}

import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { LabScenario } from "../../shared/contract/lab.ts";
import type { LabSearch } from "../app/search.ts";
import { useConsole } from "../app/store.ts";

const route = getRouteApi("/lab");

const picksOf = (pick = ""): readonly string[] => pick.split(",").filter((name) => name !== "");

/** The same picks with this one added, or taken away where it was among them. */
function toggled({ pick, ...rest }: LabSearch, name: string): LabSearch {
  const picks = picksOf(pick);
  const next = picks.includes(name) ? picks.filter((other) => other !== name) : [...picks, name];
  return next.length === 0 ? rest : { ...rest, pick: next.join(",") };
}

/** What the address says is picked, open and filtered, and how that changes. The picked win over the open one. */
export function useChoice(scenarios: readonly LabScenario[]) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const focusPane = useConsole((state) => state.focusPane);
  const go = useCallback(
    (by: (now: LabSearch) => LabSearch, replace = false) => void navigate({ search: by, replace }),
    [navigate],
  );
  const picks = useMemo(() => picksOf(search.pick), [search.pick]);
  const wanted = picks.length > 0 ? picks : [search.scenario];
  return {
    typed: search.q ?? "",
    openName: search.scenario ?? null,
    picks,
    chosen: scenarios.filter(({ name }) => wanted.includes(name)),
    pick: useCallback((name: string) => go((now) => toggled(now, name), true), [go]),
    filter: useCallback((q: string) => go((now) => ({ ...now, q: q === "" ? undefined : q }), true), [go]),
    open: (scenario: string, how: "pointer" | "keyboard") => {
      focusPane(how === "keyboard");
      go((now) => ({ ...now, scenario }));
    },
    move: (scenario: string) => go((now) => ({ ...now, scenario }), true),
    close: () => go((now) => ({ ...now, scenario: undefined, pick: undefined })),
  };
}

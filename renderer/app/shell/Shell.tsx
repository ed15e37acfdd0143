import { useQuery } from "@tanstack/react-query";
import { Outlet, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { Toasts } from "../../ui/Toasts.tsx";
import { rpc } from "../engine/rpc.ts";
import { useConsole } from "../store.ts";
import { EngineGone, useGone } from "./EngineGone.tsx";
import { environmentWords } from "./environment.ts";
import { EnvironmentBar } from "./EnvironmentBar.tsx";
import { Rail } from "./Rail.tsx";
import { StatusLine } from "./StatusLine.tsx";
import { useShellKeys } from "./use-shell-keys.ts";

const KeysDialog = lazy(() => import("../keys/KeysDialog.tsx").then((part) => ({ default: part.KeysDialog })));
const NewOrderDrawer = lazy(() =>
  import("../../new-order/NewOrderDrawer.tsx").then((part) => ({ default: part.NewOrderDrawer })),
);
const SignatureDrawer = lazy(() =>
  import("../../signature/SignatureDrawer.tsx").then((part) => ({ default: part.SignatureDrawer })),
);
const EndpointsDrawer = lazy(() =>
  import("../../endpoints/EndpointsDrawer.tsx").then((part) => ({ default: part.EndpointsDrawer })),
);

/** Frame and furniture of every page: the environment bar, the rail, the page itself, the status line. */
export function Shell() {
  const about = useQuery(rpc.system.about.queryOptions()).data;
  const keysShown = useConsole((state) => state.keysShown);
  const drawer = useSearch({ strict: false, select: (search) => search.new === 1 });
  const signature = useSearch({ strict: false, select: (search) => search.signature });
  const endpoints = useSearch({ strict: false, select: (search) => search.endpoints === 1 });
  const gone = useGone();
  useShellKeys();
  useEffect(() => {
    document.title = about ? `${environmentWords[about.env].word} · Waybill` : "Waybill";
  }, [about]);
  return (
    <div className="frame" data-env={about?.env}>
      <EnvironmentBar about={about} />
      <Rail about={about} />
      <main className="main">
        <EngineGone gone={gone} />
        <div className="content" data-gone={gone ?? undefined} inert={gone !== null}>
          <Outlet />
        </div>
      </main>
      <StatusLine />
      <Suspense>
        {keysShown && <KeysDialog />}
        {drawer && <NewOrderDrawer env={about?.env} />}
        {signature !== undefined && <SignatureDrawer key={signature} of={signature} />}
        {endpoints && <EndpointsDrawer />}
      </Suspense>
      <Toasts />
    </div>
  );
}

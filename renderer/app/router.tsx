import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import {
  eventsSearch,
  labSearch,
  ordersSearch,
  parseSearch,
  serversSearch,
  settingsSearch,
  shellSearch,
  writeSearch,
} from "./search.ts";
import { Shell } from "./shell/Shell.tsx";
import { AreaFailed, NoSuchPage } from "./shell/AreaFailed.tsx";

const root = createRootRoute({ component: Shell, validateSearch: shellSearch, notFoundComponent: NoSuchPage });

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: ({ search }) => {
    throw redirect({ to: "/orders", search, replace: true });
  },
});

const orders = createRoute({
  getParentRoute: () => root,
  path: "/orders",
  validateSearch: ordersSearch,
  component: lazyRouteComponent(() => import("../orders/OrdersPage.tsx"), "OrdersPage"),
});

const events = createRoute({
  getParentRoute: () => root,
  path: "/events",
  validateSearch: eventsSearch,
  component: lazyRouteComponent(() => import("../events/EventsPage.tsx"), "EventsPage"),
});

const servers = createRoute({
  getParentRoute: () => root,
  path: "/servers",
  validateSearch: serversSearch,
  component: lazyRouteComponent(() => import("../servers/ServersPage.tsx"), "ServersPage"),
});

const lab = createRoute({
  getParentRoute: () => root,
  path: "/lab",
  validateSearch: labSearch,
  component: lazyRouteComponent(() => import("../lab/LabPage.tsx"), "LabPage"),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  validateSearch: settingsSearch,
  component: lazyRouteComponent(() => import("../settings/SettingsPage.tsx"), "SettingsPage"),
});

/** Addresses live behind the hash, so that they work the same from a web server and from the desktop's own scheme. */
export const router = createRouter({
  routeTree: root.addChildren([start, orders, events, servers, settings, lab]),
  history: createHashHistory(),
  parseSearch,
  stringifySearch: writeSearch,
  defaultPreload: "intent",
  defaultErrorComponent: AreaFailed,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

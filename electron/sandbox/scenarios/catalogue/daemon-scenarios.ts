import type { DaemonAct } from "../../panel/daemon/behaviour.ts";
import type { Scenario } from "../scenario.ts";

const ANYTHING: readonly DaemonAct[] = ["configure", "create", "delete", "power", "reinstall", "sync"];
const SIDE = "daemon";
const SOON = 5000;

/** What can go wrong on a node, and what people do by hand to a server that runs. */
export const daemonScenarios: readonly Scenario[] = [
  {
    name: "daemon-offline",
    title: "Daemon offline",
    does: "Nothing listens on the nodes: the panel answers 504 at once and takes the server's row back.",
    side: SIDE,
    rules: [{ on: "daemon", acts: ANYTHING, does: "offline" }],
  },
  {
    name: "daemon-hangs",
    title: "Daemon hangs for 15 seconds",
    does: "The daemon takes the create and never answers. The row can be seen for 15 seconds, then it is gone with a 504.",
    side: SIDE,
    rules: [{ on: "daemon", acts: ["create"], does: "hang" }],
  },
  {
    name: "daemon-registers-then-hangs",
    title: "Daemon registers the server, then hangs",
    does: "The daemon knows the server and then answers nothing, not even the call that takes it back: the row stands for 30 seconds before the 504.",
    side: SIDE,
    rules: [{ on: "daemon", acts: ["create", "delete"], does: "hang" }],
  },
  {
    name: "install-failed",
    title: "Install failed",
    does: "The egg's install script ends with an error: the server stands as install_failed.",
    side: SIDE,
    rules: [{ on: "install", ends: "failed" }],
  },
  {
    name: "install-never-ends",
    title: "Install never ends",
    does: "The install's container can't be made, and nobody says so: the server stands as installing for ever.",
    side: SIDE,
    rules: [{ on: "install", ends: "never" }],
  },
  {
    name: "daemon-restarts",
    title: "Daemon restarts during the install",
    does: "The daemon is restarted, and the panel takes its installs for done: status normal, nothing installed, nothing runs.",
    side: SIDE,
    rules: [{ on: "install", ends: "cut_off" }],
  },
  {
    name: "server-deleted",
    title: "Server deleted by hand",
    does: "Somebody deletes servers in the panel. Their customers go on paying.",
    side: SIDE,
    rules: [{ on: "server_runs", afterMs: SOON, hand: "delete" }],
  },
  {
    name: "server-resized",
    title: "Server resized by hand",
    does: "Somebody doubles the memory and the disk of servers in the panel: they are no longer what was sold.",
    side: SIDE,
    rules: [{ on: "server_runs", afterMs: SOON, hand: "resize" }],
  },
  {
    name: "server-suspended",
    title: "Server suspended by hand",
    does: "Somebody suspends servers in the panel although they are paid for.",
    side: SIDE,
    rules: [{ on: "server_runs", afterMs: SOON, hand: "suspend" }],
  },
];

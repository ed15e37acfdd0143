import type { SeedEgg, SeedVariable } from "./panel-seed.ts";

const javas = (...versions: readonly number[]): Record<string, string> =>
  Object.fromEntries(versions.map((version) => [`Java ${version}`, `ghcr.io/pterodactyl/yolks:java_${version}`]));
const ALL_JAVAS = javas(21, 17, 16, 11, 8);
const FEATURES = ["eula", "java_version", "pid_limit"];
const JAR = (value: string): SeedVariable => ({
  env: "SERVER_JARFILE",
  name: "Server Jar File",
  description: "The jar file that the server starts.",
  value,
  rules: "required|regex:/^([\\w\\d._-]+)(\\.jar)$/",
});
const PLAIN_START = "java -Xms128M -XX:MaxRAMPercentage=95.0 -jar {{SERVER_JARFILE}}";
const TERMINAL_START = "java -Xms128M -XX:MaxRAMPercentage=95.0 -Dterminal.jline=false -Dterminal.ansi=true";

/** The first nest of every panel, under the numbers that a fresh one gives them; an egg's variables in their order. */
export const MINECRAFT_EGGS: readonly SeedEgg[] = [
  {
    id: 1,
    nestId: 1,
    name: "Bungeecord",
    description: "A proxy that joins several Minecraft servers into one network.",
    images: ALL_JAVAS,
    startup: PLAIN_START,
    features: FEATURES,
    variables: [
      { env: "BUNGEE_VERSION", name: "Bungeecord Version", value: "latest", rules: "required|alpha_num|between:1,6" },
      JAR("bungeecord.jar"),
    ],
  },
  {
    id: 2,
    nestId: 1,
    name: "Forge Minecraft",
    description: "Minecraft with the Forge mod loader.",
    images: ALL_JAVAS,
    startup: `${TERMINAL_START} $( [[  ! -f unix_args.txt ]] && printf %s "-jar {{SERVER_JARFILE}}" || printf %s "@unix_args.txt" )`,
    features: FEATURES,
    variables: [
      JAR("server.jar"),
      { env: "MC_VERSION", name: "Minecraft Version", value: "latest", rules: "required|string|max:9" },
      { env: "BUILD_TYPE", name: "Build Type", value: "recommended", rules: "required|string|in:recommended,latest" },
      { env: "FORGE_VERSION", name: "Forge Version", value: "", rules: "nullable|regex:/^[0-9\\.\\-]+$/" },
    ],
  },
  {
    id: 3,
    nestId: 1,
    name: "Sponge (SpongeVanilla)",
    description: "Minecraft with the Sponge plugin platform.",
    images: javas(21, 16, 11, 8),
    startup: PLAIN_START,
    features: FEATURES,
    variables: [
      {
        env: "SPONGE_VERSION",
        name: "Sponge Version",
        value: "1.12.2-7.3.0",
        rules: "required|regex:/^([a-zA-Z0-9.\\-_]+)$/",
      },
      JAR("server.jar"),
    ],
  },
  {
    id: 4,
    nestId: 1,
    name: "Vanilla Minecraft",
    description: "Minecraft as Mojang ships it.",
    images: ALL_JAVAS,
    startup: PLAIN_START,
    features: FEATURES,
    variables: [
      JAR("server.jar"),
      { env: "VANILLA_VERSION", name: "Server Version", value: "latest", rules: "required|string|between:3,15" },
    ],
  },
  {
    id: 5,
    nestId: 1,
    name: "Paper",
    description: "A fast Minecraft server that takes plugins.",
    images: ALL_JAVAS,
    startup: `${TERMINAL_START} -jar {{SERVER_JARFILE}}`,
    features: FEATURES,
    variables: [
      { env: "MINECRAFT_VERSION", name: "Minecraft Version", value: "latest", rules: "nullable|string|max:20" },
      JAR("server.jar"),
      { env: "DL_PATH", name: "Download Path", value: "", rules: "nullable|string", hidden: true },
      { env: "BUILD_NUMBER", name: "Build Number", value: "latest", rules: "required|string|max:20" },
    ],
  },
];

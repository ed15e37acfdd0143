import { MINECRAFT_EGGS } from "./minecraft-eggs.ts";
import type { PanelSeed, SeedEgg, SeedNode } from "./panel-seed.ts";

const GIB = 1024;
/** How many game ports a node of the sandbox has. */
const PORTS_PER_NODE = 240;

interface PlayNode {
  readonly id: number;
  readonly name: string;
  readonly locationId: number;
  readonly memoryGib: number;
  readonly ports?: number;
}

/** A node with room for play; each has an address and a name of its own, none of which leads anywhere. */
export const playNode = ({ id, name, locationId, memoryGib, ports = PORTS_PER_NODE }: PlayNode): SeedNode => ({
  id,
  name,
  locationId,
  memory: memoryGib * GIB,
  disk: memoryGib * 8 * GIB,
  ports: [{ ip: `198.51.100.${id}`, alias: `${name}.play.example`, from: 25_565, count: ports }],
});

const RUST: SeedEgg = {
  id: 14,
  nestId: 4,
  name: "Rust",
  description: "A Rust server.",
  images: { Rust: "ghcr.io/pterodactyl/games:rust" },
  startup:
    './RustDedicated -batchmode +server.port {{SERVER_PORT}} +server.identity "rust" +server.hostname "{{HOSTNAME}}" +server.level "{{LEVEL}}" +server.worldsize {{WORLD_SIZE}} +server.maxplayers {{MAX_PLAYERS}} +rcon.port {{RCON_PORT}} +rcon.password "{{RCON_PASS}}"',
  features: ["steam_disk_space"],
  variables: [
    { env: "HOSTNAME", name: "Server Name", value: "A Rust Server", rules: "required|string|max:60" },
    { env: "FRAMEWORK", name: "Modding Framework", value: "vanilla", rules: "required|in:vanilla,oxide,carbon" },
    { env: "LEVEL", name: "Level", value: "Procedural Map", rules: "required|string|max:20" },
    { env: "DESCRIPTION", name: "Description", value: "Made in the sandbox", rules: "required|string" },
    { env: "SERVER_URL", name: "URL", value: "", rules: "nullable|url" },
    { env: "WORLD_SIZE", name: "World Size", value: "3000", rules: "required|integer" },
    { env: "WORLD_SEED", name: "World Seed", value: "", rules: "nullable|string" },
    { env: "MAX_PLAYERS", name: "Max Players", value: "40", rules: "required|integer" },
    { env: "RCON_PORT", name: "RCON Port", value: "28016", rules: "required|integer" },
    // No default: a catalog has to bring it, and one that does not is told so before money moves.
    { env: "RCON_PASS", name: "RCON Password", value: "", rules: "required|regex:/^[\\w.-]*$/|max:64" },
    { env: "SAVEINTERVAL", name: "Save Interval", value: "60", rules: "required|integer" },
  ],
};

/**
 * The sandbox's panel: four locations, of which Stockholm has a node without a free port, the nests and eggs of a fresh
 * panel that the example catalog sells, and an administrator.
 */
export const BUILT_IN_SEED: PanelSeed = {
  locations: [
    { id: 1, short: "us.chi", long: "Chicago, United States" },
    { id: 2, short: "us.nyc", long: "New York, United States" },
    { id: 3, short: "eu.fra", long: "Frankfurt, Germany" },
    { id: 4, short: "eu.sto", long: "Stockholm, Sweden" },
  ],
  nodes: [
    playNode({ id: 1, name: "nyc-1", locationId: 2, memoryGib: 128 }),
    playNode({ id: 2, name: "nyc-2", locationId: 2, memoryGib: 64 }),
    playNode({ id: 3, name: "chi-1", locationId: 1, memoryGib: 128 }),
    playNode({ id: 4, name: "chi-2", locationId: 1, memoryGib: 128 }),
    playNode({ id: 5, name: "fra-1", locationId: 3, memoryGib: 256 }),
    playNode({ id: 6, name: "sto-1", locationId: 4, memoryGib: 8, ports: 0 }),
  ],
  nests: [
    { id: 1, name: "Minecraft", description: "Minecraft in all its kinds." },
    { id: 2, name: "Source Engine", description: "Games of the Source engine." },
    { id: 3, name: "Voice Servers", description: "Voice chat." },
    { id: 4, name: "Rust", description: "Survive the island." },
  ],
  eggs: [...MINECRAFT_EGGS, RUST],
  users: [{ id: 1, email: "admin@example.com", username: "admin", firstName: "Ada", lastName: "Admin", admin: true }],
};

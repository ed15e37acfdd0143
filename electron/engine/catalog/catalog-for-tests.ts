const inUsd = (stripe_price_id: string, amount: number) => ({ stripe_price_id, amount, currency: "usd" });

/** A catalog as a shop would write it: two plans, two regions, an add-on. For tests only. */
export const aCatalog = () => ({
  plans: [
    {
      id: "paper-4gb",
      item_type: "game",
      game: "minecraft",
      name: "Paper 4 GB",
      ram_mb: 4096,
      disk_mb: 20_480,
      cpu_percent: 200,
      egg_id: 5,
      nest_id: 1,
      environment: { MINECRAFT_VERSION: "1.21" },
      prices: { monthly: inUsd("price_paper_m", 1200), yearly: inUsd("price_paper_y", 12_000) },
    },
    {
      id: "vanilla-2gb",
      item_type: "game",
      game: "minecraft",
      name: "Vanilla 2 GB",
      ram_mb: 2048,
      disk_mb: 10_240,
      cpu_percent: 0,
      egg_id: 4,
      prices: { monthly: inUsd("price_vanilla_m", 700) },
    },
  ],
  regions: [
    { id: "us-central", name: "US Central", location_ids: [1], tags: ["us"] },
    { id: "eu", name: "Europe", location_ids: [3], tags: ["eu"], placement: "deploy" },
  ],
  addons: [
    {
      id: "extra-ram",
      name: "Extra 1 GB",
      prices: { monthly: inUsd("price_ram_m", 300) },
      adds: { ram_mb: 1024, cpu_percent: 50 },
    },
  ],
});

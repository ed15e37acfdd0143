import type { CatalogFile } from "../../../../shared/contract/catalog-file.ts";
import type { Term } from "../../../../shared/contract/states.ts";
import { between, oneOf, type Random, randomOf, shuffledBy } from "../chance.ts";

/** Somebody who buys, and what they buy; the seed and their number decide both. */
export interface MadeUpCustomer {
  /** Who they are to the shop: the subject of their token. */
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly plan_id: string;
  readonly item_type: string;
  readonly term: Term;
  /** In the order in which they would take them, where one has no room. */
  readonly regions: readonly string[];
  readonly server_name: string;
}

const FIRST =
  "Ada Ben Cleo Dilan Emre Fatou Greta Hugo Ines Jonas Kaya Lena Milo Nora Omar Pia Quinn Rosa Sami Tara".split(" ");
const LAST =
  "Abel Brandt Costa Duval Eriksen Fischer Garcia Haddad Ito Jansen Kowalski Lopez Meyer Novak Okafor Petit Rossi Silva".split(
    " ",
  );
const REALMS = "Dragon Ember Frost Granite Harbor Iron Jungle Lunar Meadow Nether Ocean Pixel River Storm Valley".split(
  " ",
);
const PLACES = "Camp Craft Den Fort Haven Island Keep Land Peak Realm Valley World".split(" ");

/** A person's name, by lot. */
export const madeUpName = (random: Random): string => `${oneOf(random, FIRST)} ${oneOf(random, LAST)}`;

/** The name of a game server, by lot. */
export const madeUpServerName = (random: Random): string =>
  `${oneOf(random, REALMS)} ${oneOf(random, PLACES)} ${between(random, 1, 99)}`;

/** An address of this name that nobody has. `tag` sets two people of the same name apart. */
export const madeUpEmail = (name: string, tag: string | number): string =>
  `${name.toLowerCase().replaceAll(" ", ".")}.${tag}@example.com`;

/** The nth customer of a seed, who buys what the catalog sells. */
export function madeUpCustomer(seed: number, n: number, { plans, regions }: CatalogFile): MadeUpCustomer {
  const random = randomOf(seed, "customer", n);
  const name = madeUpName(random);
  const plan = oneOf(
    random,
    plans.filter(({ active }) => active),
  );
  return {
    id: `play-${seed}-${n}`,
    email: madeUpEmail(name, `${seed}-${n}`),
    name,
    plan_id: plan.id,
    item_type: plan.item_type,
    term: oneOf(random, Object.keys(plan.prices) as Term[]),
    regions: shuffledBy(
      random,
      regions.map(({ id }) => id),
    ),
    server_name: madeUpServerName(random),
  };
}

import { LifeSettings } from "../../../shared/contract/settings.ts";
import type { Db } from "../store/open-store.ts";
import { readArea } from "./areas.ts";

export const LIFE_AREA = "life";

/** How services live and end, as it is set now: what nobody set has its default. */
export const lifeSettings = (db: Db): Promise<LifeSettings> => readArea(db, LIFE_AREA, LifeSettings);

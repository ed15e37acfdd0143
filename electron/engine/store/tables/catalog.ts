import type { Term } from "../../../../shared/contract/states.ts";

export interface PlansTable {
  id: string;
  item_type: string;
  game: string;
  name: string;
  ram_mb: number;
  disk_mb: number;
  cpu_percent: number;
  spec: string;
  active: number;
  position: number;
  updated_at: number;
}

export interface PlanPricesTable {
  plan_id: string;
  term: Term;
  stripe_price_id: string;
  amount: number;
  currency: string;
}

export interface RegionsTable {
  id: string;
  name: string;
  spec: string;
  active: number;
  position: number;
  updated_at: number;
}

export interface AddonsTable {
  id: string;
  name: string;
  spec: string;
  active: number;
  updated_at: number;
}

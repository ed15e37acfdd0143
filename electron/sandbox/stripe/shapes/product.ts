import type { Product } from "./object-types.ts";

type Given = Pick<Product, "id" | "name"> & Partial<Product>;

export const newProduct = ({ id, ...given }: Given, now: number): Product => ({
  id,
  object: "product",
  active: true,
  created: now,
  default_price: null,
  description: null,
  images: [],
  livemode: false,
  marketing_features: [],
  metadata: {},
  package_dimensions: null,
  shippable: null,
  statement_descriptor: null,
  tax_code: null,
  tax_details: null,
  type: "service",
  unit_label: null,
  updated: now,
  url: null,
  ...given,
});

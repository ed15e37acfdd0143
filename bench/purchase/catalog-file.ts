import path from "node:path";

/** What the measured shop sells. */
export const CATALOG_FILE = path.join(import.meta.dirname, "../../resources/catalog.example.json");

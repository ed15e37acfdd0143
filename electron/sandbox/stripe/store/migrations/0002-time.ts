/** When something happens to an object by itself and on whose clock, and what is set for the whole of this Stripe. */
export const time = `
  ALTER TABLE objects ADD COLUMN clock TEXT NOT NULL DEFAULT '';
  ALTER TABLE objects ADD COLUMN due INTEGER;
  CREATE INDEX objects_due ON objects (clock, due, seq) WHERE due IS NOT NULL;

  CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    json TEXT NOT NULL
  ) STRICT;
`;
